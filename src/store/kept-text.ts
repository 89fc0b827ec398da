// Small choices that are kept on this device: a theme, a switch, what has been done of the lessons. One that cannot be
// kept holds until the page is closed; that is said once.

const NOT_KEPT =
  'Your choice holds until this page is closed, and is not kept: this browser’s storage is full or blocked.';

let tell: ((sentence: string) => void) | null = null;

/** @param listen called once at most */
export function hearNotKept(listen: (sentence: string) => void): void {
  tell = listen;
}

/** @param text null takes it away */
export function keepText(
  key: string,
  text: string | null,
  storage: () => Storage = () => localStorage,
): void {
  try {
    if (text === null) storage().removeItem(key);
    else storage().setItem(key, text);
  } catch {
    tell?.(NOT_KEPT);
    tell = null;
  }
}
