// Who takes a key, decided in one place. Text fields, lists and dialogs have all of theirs; a control that was reached
// by Tab has its own; any other key is the page's, also where a control has the focus only because it was clicked.

/** What has the focus, as far as keys are concerned. */
export type Focus = 'page' | 'text' | 'dialog' | 'canvas' | 'slider' | 'choice' | 'button';

const DIALOG = '[role=dialog], [role=alertdialog]';
const TEXT =
  'textarea, select, [contenteditable=true], [role=listbox], [role=menu], [role=combobox], [role=grid], ' +
  'input:not([type=range], [type=radio], [type=checkbox], [type=file], [type=button], [type=color])';
/** Draws by its own keys however it was reached. */
const CANVAS = '[role=application]';
const SLIDER = '[role=slider], input[type=range]';
const CHOICE = '[role=radio], input[type=radio], [role=tab]';
const BUTTON = 'button, [role=button], summary, input, a[href]';

const KINDS: readonly (readonly [Focus, string])[] = [
  ['dialog', DIALOG],
  ['canvas', CANVAS],
  ['text', TEXT],
  ['slider', SLIDER],
  ['choice', CHOICE],
  ['button', BUTTON],
];

const PRESSES = [' ', 'Enter'];
const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const PAGES = ['PageUp', 'PageDown'];

const OWN: Readonly<Record<Focus, readonly string[]>> = {
  page: [],
  text: [],
  dialog: [],
  canvas: [...PRESSES, ...ARROWS],
  slider: [...ARROWS, ...PAGES],
  choice: [...PRESSES, ...ARROWS],
  button: PRESSES,
};

/**
 * @param clicked whether the control has the focus because it was clicked
 * @returns `control`: the page leaves it alone; `page`: the control does not hear it, where the page does something
 * with such keys; `free`: the page's, and the control's where the page does nothing with it
 */
export function whoseKey(focus: Focus, clicked: boolean, key: string): 'control' | 'page' | 'free' {
  if (focus === 'text' || focus === 'dialog') return 'control';
  if (!OWN[focus].includes(key)) return 'free';
  return clicked && focus !== 'canvas' ? 'page' : 'control';
}

export function focusOf(element: EventTarget | null): Focus {
  if (!(element instanceof Element)) return 'page';
  return KINDS.find(([, selector]) => element.closest(selector) !== null)?.[0] ?? 'page';
}

/**
 * Hands the page its keys.
 *
 * @param take does what a key asks for; false where the page has no use for it
 * @param plays whether Space and arrows are the page's where no control has them
 * @returns the way to stop
 */
export function listenToKeys(
  page: Window,
  take: (event: KeyboardEvent) => boolean,
  plays: boolean,
): () => void {
  /** A taken Space presses no button when it is let go. */
  let held = false;
  const down = (event: KeyboardEvent): void => {
    held = false;
    if (event.defaultPrevented) return;
    const whose = whoseKey(focusOf(event.target), wasClicked(event.target), event.key);
    if (whose === 'control') return;
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey; // others are the browser's
    if (!take(event) && !(whose === 'page' && plays && isPlain)) return;
    held = event.key === ' ';
    swallow(event);
  };
  const up = (event: KeyboardEvent): void => {
    if (held && event.key === ' ') swallow(event);
    held = false;
  };
  // before the controls hear of it
  page.addEventListener('keydown', down, true);
  page.addEventListener('keyup', up, true);
  return () => {
    page.removeEventListener('keydown', down, true);
    page.removeEventListener('keyup', up, true);
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

const clicked = new WeakSet<EventTarget>();

function wasClicked(target: EventTarget | null): boolean {
  return target !== null && clicked.has(target);
}

/** Keeps track of how controls are reached. A list that was chosen from by pointer gives the focus back. */
export function watchFocus(page: Window): void {
  let pointing = false;
  let tabbing = false;
  let before: EventTarget | null = null;
  const listen = <K extends keyof WindowEventMap>(name: K, hear: (event: WindowEventMap[K]) => void): void =>
    page.addEventListener(name, hear, true);
  listen('pointerdown', ({ target }) => {
    pointing = true;
    tabbing = false;
    const { activeElement } = page.document;
    if (activeElement !== null && target instanceof Node && activeElement.contains(target))
      clicked.add(activeElement);
  });
  // a label hands the focus on after the click
  const rest = (): void => void page.setTimeout(() => (pointing = false), 0);
  listen('pointerup', rest);
  listen('pointercancel', rest);
  // nothing else is focused by it then: what is focused next is not clicked, however soon it comes
  listen('click', ({ target }) => {
    if (!(target instanceof Element) || target.closest('label') === null) pointing = false;
  });
  listen('keydown', ({ key }) => {
    pointing = false;
    tabbing = key === 'Tab';
  });
  listen('focusin', ({ target }) => {
    if (target === null) return;
    // by its arrows a choice that was reached by Tab goes on to its next one
    const goesOn = before !== null && !clicked.has(before) && focusOf(target) === 'choice';
    if (pointing) clicked.add(target);
    else if (tabbing || goesOn) clicked.delete(target);
    before = target;
  });
  listen('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && clicked.has(target)) target.blur();
  });
}
