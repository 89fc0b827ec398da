// What a key asks for, on any keyboard: the sign that it types counts, and where that is of another script the place
// of the key. What is the browser's own (with Ctrl, Alt or Meta) is left to it, and so is a text that is being composed.

type Name =
  | 'play'
  | 'play-back'
  | 'forth'
  | 'back'
  | 'restart'
  | 'branch'
  | 'ghost'
  | 'less'
  | 'more'
  | 'class'
  | 'undo'
  | 'redo'
  | 'help';

export interface Command {
  readonly name: Name;
  /** Which class is asked for. */
  readonly index: number;
  /** A repeat of a key that is held down; it counts only for commands that move by a small step. */
  readonly held: boolean;
}

/** What is read of a KeyboardEvent. */
export type KeyPress = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'ctrlKey'
  | 'metaKey'
  | 'altKey'
  | 'shiftKey'
  | 'repeat'
  | 'isComposing'
  | 'getModifierState'
>;

const SIGNS: Readonly<Record<string, Name>> = { '[': 'less', ']': 'more', '?': 'help' };
const KEYS: Readonly<Record<string, Name>> = {
  ...SIGNS,
  r: 'restart',
  b: 'branch',
  g: 'ghost',
  ArrowRight: 'forth',
  ArrowLeft: 'back',
  PageDown: 'forth', // a clicker's keys
  PageUp: 'back',
};

/** Where the signs are that are typed without Alt. */
const PLACES: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']', Slash: '?' };

const FURTHER: ReadonlySet<Name> = new Set(['forth', 'back', 'less', 'more', 'undo', 'redo']);

/** @returns null for a key that commands nothing here */
export function commandOf(press: KeyPress): Command | null {
  const name = press.isComposing ? null : nameOf(press);
  const index = name === 'class' ? Number(signOf(press)) : 0;
  return name === null ? null : { name, index, held: press.repeat && !FURTHER.has(name) };
}

function nameOf(press: KeyPress): Name | null {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = press;
  const sign = signOf(press);
  if (press.getModifierState('AltGraph')) return SIGNS[key] ?? null;
  // where a sign has a key of its own, Alt with it is the browser's
  if (altKey) return ctrlKey || metaKey || PLACES[code] === key ? null : (SIGNS[key] ?? null);
  if (ctrlKey || metaKey) return sign !== 'z' || (ctrlKey && metaKey) ? null : shiftKey ? 'redo' : 'undo';
  if (key === ' ' || code === 'Space') return shiftKey ? 'play-back' : 'play';
  if (shiftKey && sign.startsWith('Page')) return null;
  return /^\d$/.test(sign) ? 'class' : (KEYS[sign] ?? null);
}

/** The sign that a key means: a small letter, a digit, or a name such as "ArrowLeft". */
export function signOf({ key, code, shiftKey }: KeyPress): string {
  if (/^[a-z\d]$/i.test(key)) return key.toLowerCase();
  if (key in KEYS) return key;
  const place = /^(?:Digit|Key)(.)$/.exec(code)?.[1]?.toLowerCase() ?? PLACES[code] ?? '';
  // the row of digits types other signs on many keyboards, and digits with Shift
  if (/\d/.test(place)) return shiftKey ? '' : place;
  if (place === '?' && !shiftKey) return '';
  const isForeign = /[\p{L}\p{M}]/u.test(key) && !/\p{Script=Latin}/u.test(key);
  return isForeign || key === 'Process' || key === 'Unidentified' ? place : '';
}
