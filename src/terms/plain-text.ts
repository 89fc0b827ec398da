// Text of somebody else's, on its way to the screen.

/** Controls, and marks that turn the direction of what follows: nobody sees them, and all around them is changed. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** The same without what nobody sees, and cut where it is too long to be read. */
export function plainText(text: string, most = Infinity): string {
  const seen = text.replace(UNSEEN, ' ');
  return seen.length > most ? `${seen.slice(0, most).trimEnd()}…` : seen;
}
