// What is wrong with the boxes of a page as it stands: text that does not fit or is too small, controls that lie on one
// another, targets too small for a finger, and regions that are not in sight. It runs in the page, so it may use nothing
// but its argument.

export interface BoxRules {
  /** Smallest text in CSS pixels, and smallest text of a plot. */
  readonly text: number;
  readonly plotText: number;
  /** Regions (`data-region`) that must be in sight now, where the view has them. */
  inSight: readonly string[];
  /** Regions that every view must have. */
  readonly required: readonly string[];
  /** Smallest target, and smallest of a main one; 0 for any. */
  readonly target: number;
  readonly mainTarget: number;
}

/** One line a fault, as "text is cut: …"; none where everything has its place. */
export function boxFaults(rules: BoxRules): string[] {
  const faults = new Set<string>();
  const SLACK = 1;

  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element): CSSStyleDeclaration => {
    let style = styles.get(element);
    if (style === undefined) styles.set(element, (style = getComputedStyle(element)));
    return style;
  };
  const seen = new Map<Element, boolean>();
  /** Whether it is for screen readers only, or for nobody. */
  const isHidden = (element: Element): boolean => {
    const known = seen.get(element);
    if (known !== undefined) return known;
    const { display, visibility, clipPath, opacity } = styleOf(element);
    const self =
      !element.checkVisibility() || // as in details that are closed
      display === 'none' ||
      visibility === 'hidden' ||
      clipPath === 'inset(50%)' ||
      opacity === '0';
    const parent = element.parentElement;
    const hidden = self || (parent !== null && isHidden(parent));
    seen.set(element, hidden);
    return hidden;
  };
  const nameOf = (element: Element): string => {
    const text = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `${element.tagName.toLowerCase()} ‘${text.trim().replaceAll(/\s+/g, ' ').slice(0, 40)}’`;
  };
  const layers = new Map<Element, Element>();
  /** What does not scroll with the rest covers it, and that is meant. */
  const layerOf = (element: Element): Element => {
    const known = layers.get(element);
    if (known !== undefined) return known;
    const { position } = styleOf(element);
    const parent = element.parentElement;
    const layer =
      parent === null || position === 'fixed' || position === 'sticky' ? element : layerOf(parent);
    layers.set(element, layer);
    return layer;
  };
  const meet = (a: DOMRect, b: DOMRect): boolean =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;
  const holds = (outer: DOMRect, inner: DOMRect): boolean =>
    inner.left >= outer.left - SLACK &&
    inner.right <= outer.right + SLACK &&
    inner.top >= outer.top - SLACK &&
    inner.bottom <= outer.bottom + SLACK;

  const sideways = document.documentElement.scrollWidth - innerWidth;
  if (sideways > 0) faults.add(`the page scrolls sideways by ${sideways} px`);

  const views = new Map<Element, DOMRect | null>();
  /** What of the page is seen through the scrolling boxes around an element; null where none is around it. */
  const viewOf = (element: Element): DOMRect | null => {
    const known = views.get(element);
    if (known !== undefined) return known;
    const parent = element.parentElement;
    const { overflowX, overflowY } = styleOf(element);
    const scrolls = element !== document.documentElement && /auto|scroll/.test(overflowX + overflowY);
    const outer = parent === null ? null : viewOf(parent);
    const own = scrolls ? element.getBoundingClientRect() : null;
    const view = own === null || outer === null ? (own ?? outer) : common(own, outer);
    views.set(element, view);
    return view;
  };
  function common(a: DOMRect, b: DOMRect): DOMRect {
    const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)];
    const width = Math.max(0, Math.min(a.right, b.right) - left);
    return new DOMRect(left, top, width, Math.max(0, Math.min(a.bottom, b.bottom) - top));
  }
  /** What of a box is not scrolled out of the one that it scrolls in. */
  const seenOf = (rect: DOMRect, element: Element): DOMRect => {
    const view = viewOf(element);
    return view === null ? rect : common(rect, view);
  };

  // text
  interface Text {
    readonly element: Element;
    readonly rects: readonly DOMRect[];
  }
  const texts: Text[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element === null || (node.textContent ?? '').trim() === '') continue;
    if (element.closest('option, script, style, noscript') !== null || isHidden(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()]
      .map((rect) => seenOf(rect, element))
      .filter(({ width, height }) => width > 0 && height > 0);
    if (rects.length > 0) texts.push({ element, rects });
  }
  for (const { element, rects } of texts) {
    const svg = element.closest('svg');
    const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
    const sized = element.closest('math') ?? element; // an index of a formula is smaller than the formula
    const raised = element.closest('sub, sup');
    const size = parseFloat(styleOf(raised?.parentElement ?? sized).fontSize) * scale;
    const least = svg === null ? rules.text : rules.plotText;
    if (size < least - 0.05) faults.add(`text of ${size.toFixed(1)} px: ${nameOf(element)}`);

    let box: Element | null = element;
    while (box !== null && /^(inline|contents|block math|math|ruby)$/.test(styleOf(box).display)) {
      box = box.parentElement;
    }
    if (svg === null && box !== null) {
      const bounds = box.getBoundingClientRect();
      const scrolls = /auto|scroll/.test(styleOf(box).overflowX);
      const out = rects.some(({ left, right }) => left < bounds.left - SLACK || right > bounds.right + SLACK);
      if (out && !scrolls) faults.add(`text leaves its box: ${nameOf(element)} in ${nameOf(box)}`);
      if (box.clientWidth > 0 && box.scrollWidth > box.clientWidth + SLACK && !scrolls && out) {
        faults.add(`text is wider than its box: ${nameOf(box)}`);
      }
    }
    for (let each: Element | null = element; each !== null; each = each.parentElement) {
      if (each === document.body || each === document.documentElement) break;
      const style = styleOf(each);
      const clips = [style.overflowX, style.overflowY].some((value) => /hidden|clip/.test(value));
      if (!clips) {
        if (/auto|scroll/.test(style.overflowX + style.overflowY)) break;
        continue;
      }
      if (each instanceof SVGElement && each.tagName !== 'svg') continue;
      const bounds = each.getBoundingClientRect();
      if (!rects.every((rect) => holds(bounds, rect))) {
        faults.add(`text is cut: ${nameOf(element)} in ${nameOf(each)}`);
      }
    }
  }

  // controls
  const CONTROLS =
    'button, a[href], input:not([type=range]), select, textarea, summary, [role=radio], [role=tab], [role=slider]';
  const controls = [...document.querySelectorAll(CONTROLS)].filter((each) => {
    const { width, height } = seenOf(each.getBoundingClientRect(), each);
    return width > 2 && height > 2 && !isHidden(each);
  });
  const boxes = controls.map((each) => seenOf(each.getBoundingClientRect(), each));
  for (const [i, one] of controls.entries()) {
    for (let j = i + 1; j < controls.length; j++) {
      const other = controls[j];
      const [a, b] = [boxes[i], boxes[j]];
      if (other === undefined || a === undefined || b === undefined || !meet(a, b)) continue;
      if (one.contains(other) || other.contains(one) || layerOf(one) !== layerOf(other)) continue;
      faults.add(`controls meet: ${nameOf(one)} and ${nameOf(other)}`);
    }
  }
  for (const { element, rects } of texts) {
    for (const [i, control] of controls.entries()) {
      const bounds = boxes[i];
      if (bounds === undefined || control.contains(element) || element.contains(control)) continue;
      if (layerOf(element) !== layerOf(control)) continue;
      if (rects.some((rect) => meet(rect, bounds))) {
        faults.add(`text lies on a control: ${nameOf(element)} on ${nameOf(control)}`);
      }
    }
  }
  const plain = texts.filter(({ element }) => element.closest('math, sub, sup, svg') === null);
  for (const [i, one] of plain.entries()) {
    for (const other of plain.slice(i + 1)) {
      if (one.element === other.element || layerOf(one.element) !== layerOf(other.element)) continue;
      const lies = one.rects.some((a) => other.rects.some((b) => meet(a, b) && overlap(a, b) > 2));
      if (lies) faults.add(`text lies on text: ${nameOf(one.element)} on ${nameOf(other.element)}`);
    }
  }
  /** How deep two lie in one another. Lines of text that are set tight share a pixel or two. */
  function overlap(a: DOMRect, b: DOMRect): number {
    return Math.min(
      Math.min(a.right, b.right) - Math.max(a.left, b.left),
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) - 2,
    );
  }

  // targets: what a finger hits around the middle, in sight or not
  const reaches = (control: Element, size: number): boolean => {
    const owner = control.closest('label') ?? control;
    const { left, top, width, height } = control.getBoundingClientRect();
    const box = owner.getBoundingClientRect();
    if (box.width >= size - 0.5 && box.height >= size - 0.5) return true;
    const after = getComputedStyle(control, '::after');
    const more = after.position === 'absolute' ? 2 * Math.abs(parseFloat(after.top) || 0) : 0;
    return width + more >= size - 0.5 && height + more >= size - 0.5 && left + top < Infinity;
  };
  for (const control of rules.target === 0 ? [] : controls) {
    if (control.closest('math') !== null || control.querySelector('math') !== null) continue; // in a formula
    if (!reaches(control, rules.target)) faults.add(`target under ${rules.target} px: ${nameOf(control)}`);
    const main = control.closest(
      '[data-region=transport], [data-region=class], [role=tablist], header select',
    );
    const sign = control.hasAttribute('aria-haspopup'); // what explains the control beside it
    if (main !== null && !sign && !reaches(control, rules.mainTarget)) {
      faults.add(`main target under ${rules.mainTarget} px: ${nameOf(control)}`);
    }
  }

  // in sight
  for (const region of rules.required) {
    if (document.querySelector(`[data-region=${region}]`) === null) faults.add(`the view has no ${region}`);
  }
  for (const region of rules.inSight) {
    for (const element of document.querySelectorAll(`[data-region=${region}]`)) {
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0) {
        faults.add(`${region} has no room`);
        continue;
      }
      if (left < -SLACK || top < -SLACK || right > innerWidth + SLACK || bottom > innerHeight + SLACK) {
        faults.add(
          `${region} is out of sight: ${Math.round(top)} to ${Math.round(bottom)} of ${innerHeight} px`,
        );
        continue;
      }
      const inset = Math.min(width, height) / 8;
      for (const [x, y] of [
        [left + inset, top + inset],
        [right - inset, bottom - inset],
        [(left + right) / 2, (top + bottom) / 2],
      ] as const) {
        const hit = document.elementFromPoint(x, y);
        if (hit === null || !(element.contains(hit) || hit.contains(element))) {
          faults.add(`${region} is covered by ${hit === null ? 'nothing' : nameOf(hit)}`);
        }
      }
    }
  }
  return [...faults];
}
