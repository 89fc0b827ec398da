// A translator as browsers and extensions have them: every text of the page is replaced by elements, at once and when
// others come. And what the page shows then, held against what React says.

import type { Page } from '@playwright/test';

/** Translates the page from its first text on. What may not be translated is left, and so is what is typed. */
export async function translate(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const put: ((text: Text, by: HTMLElement) => void)[] = [
      (text, by) => text.replaceWith(by),
      (text, by) => {
        text.before(by);
        text.remove();
      },
      (text, by) => {
        const { parentNode, nextSibling } = text;
        text.remove();
        parentNode?.insertBefore(by, nextSibling);
      },
    ];
    let count = 0;
    function translateAll(): void {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode() !== null) {
        const node = walker.currentNode;
        const left = node.parentElement?.closest('[translate=no], .translated, script, style, textarea');
        if (node instanceof Text && left === null && /\S/.test(node.data)) texts.push(node);
      }
      for (const text of texts) {
        const by = document.createElement('font');
        by.className = 'translated';
        by.append(document.createElement('font'));
        by.firstElementChild!.textContent = `«${text.data}»`;
        put[count++ % put.length]!(text, by);
      }
    }
    document.addEventListener('DOMContentLoaded', () => {
      let waiting = false;
      new MutationObserver(() => {
        if (waiting) return;
        waiting = true;
        setTimeout(() => {
          waiting = false;
          translateAll();
        });
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  });
}

interface Fiber {
  readonly tag: number;
  readonly memoizedProps: unknown;
  readonly stateNode: unknown;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
}

export interface Shown {
  /** How many texts React has in the page, and how many of them are shown translated. */
  readonly texts: number;
  readonly translated: number;
  /** Texts that say something else than React does. */
  readonly stale: readonly string[];
}

/** Every text of React's, and what stands in the page for it. */
export async function textsOf(page: Page): Promise<Shown> {
  return await page.evaluate(() => {
    const root: object = document.getElementById('root')!;
    const key = Object.keys(root).find((name) => name.startsWith('__reactContainer'))!;
    const container = (root as Record<string, { readonly stateNode: { readonly current: Fiber } }>)[key]!;
    const [TEXT, ELEMENT] = [6, 5];
    const plain = (text: string): string => text.replaceAll(/[«»]/g, '');
    const stale: string[] = [];
    let [texts, translated] = [0, 0];
    const hold = (said: string, shown: string): void => {
      texts++;
      if (shown.includes('«')) translated++;
      if (plain(shown) !== said) stale.push(`“${said}” is shown as “${shown}”`);
    };
    const waiting: (Fiber | null)[] = [container.stateNode.current];
    for (let fiber = waiting.pop(); fiber !== undefined; fiber = waiting.pop()) {
      if (fiber === null) continue;
      waiting.push(fiber.sibling, fiber.child);
      const { tag, stateNode, memoizedProps } = fiber;
      if (tag === TEXT && stateNode instanceof Text) {
        const by = stateNode.nextSibling;
        const isReplaced = by instanceof Element && by.className === 'translated';
        const shown = stateNode.data + (isReplaced ? by.textContent : '');
        hold(String(memoizedProps), stateNode.isConnected ? shown : '(nowhere)');
      } else if (tag === ELEMENT && stateNode instanceof Element && fiber.child === null) {
        const { children } = memoizedProps as { readonly children?: unknown };
        const isText = typeof children === 'string' || typeof children === 'number';
        if (isText) hold(String(children), stateNode.textContent ?? '');
      }
    }
    return { texts, translated, stale };
  });
}
