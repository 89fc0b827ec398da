// Text from files, links and names that are not ours, made fit to be shown.

/** Control characters, and marks that turn the direction of text: they are not seen, and change what is around them. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** The text without them, cut where it is too long to be read. */
export function plainText(text: string, most = Infinity): string {
  const seen = text.replace(UNSEEN, ' ');
  return seen.length > most ? `${seen.slice(0, most).trimEnd()}…` : seen;
}
