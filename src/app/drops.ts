// Whatever is dropped anywhere on the page: it goes to who takes it, or a sentence says what would be taken and by whom.
// No drop leads away from the page.

import { takers } from '../controls/use-drop';
import { kindOf, refusalOf, type DroppedThing } from '../views/dropped';
import { focusOf } from './keyboard';
import type { Page } from './page';

const isTyping = ({ target }: Event): boolean => focusOf(target) === 'text';

export function hearDrops(page: Page): void {
  /** A picture or a link of the page itself that is dragged about. */
  let isOwn = false;
  const isText = (event: DragEvent): boolean => isTyping(event) && event.dataTransfer?.files.length === 0;
  const drag = (over: boolean): void => takers.forEach((taker) => taker.drag(over));

  addEventListener('dragstart', () => (isOwn = true));
  addEventListener('dragend', () => (isOwn = false));
  addEventListener('dragover', (event) => {
    const types = event.dataTransfer?.types ?? [];
    if (isTyping(event) && !types.includes('Files')) return;
    event.preventDefault();
    if (!isOwn && types.includes('Files')) drag(true);
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) drag(false);
  });
  addEventListener('drop', (event) => {
    drag(false);
    const { dataTransfer } = event;
    if (dataTransfer === null || isText(event)) return;
    event.preventDefault();
    const { view, nudge } = page.getState();
    if (isOwn || nudge === null) return;
    const things = thingsIn(dataTransfer);
    const kind = kindOf(things);
    const all = [...takers];
    const taker = all.find(({ kinds }) => kind !== null && kinds.includes(kind));
    if (taker !== undefined) {
      taker.take(dataTransfer);
      return;
    }
    const here = all.flatMap(({ kinds }) => kinds);
    const isAddress = dataTransfer.types.some((type) => /uri-list|html/.test(type));
    nudge.actions.say(refusalOf(things, isAddress, here, view, page.views));
  });
}

/** Their names and types; only in the event itself is it known what is a folder. */
function thingsIn({ items, files }: DataTransfer): DroppedThing[] {
  const folders = new Set(
    [...items].flatMap((item) => {
      const entry = item.webkitGetAsEntry();
      return entry?.isDirectory === true ? [entry.name] : [];
    }),
  );
  return [...files].map(({ name, type }) => ({ name, type, isFolder: folders.has(name) }));
}
