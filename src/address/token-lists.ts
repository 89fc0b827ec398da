// Finished words in an address: a list of tokens for each lane, lanes separated by dots. The first character says how many
// characters of base64url a token has, for vocabularies of any size. Mail programs cut a link at none of its characters.

import type { FieldType } from './field';

/** For each lane the tokens of its sentence, numbers of words in the vocabulary. */
export type TokenLists = readonly (readonly number[])[];

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BITS = 6;
const WIDTHS = [2, 3] as const;
/** More than any layout has lanes, and a sample of sentences positions. */
const MOST_LISTS = 64;
const MOST_TOKENS = 1024;

/** Words of the vocabulary by their numbers, in a few characters each. */
export const tokenLists: FieldType<TokenLists> = { read, write };

function write(lists: TokenLists): string {
  const wide = lists.some((list) => list.some((token) => token >= 2 ** (WIDTHS[0] * BITS)));
  const width = WIDTHS[wide ? 1 : 0];
  return width + lists.map((list) => list.map((token) => textOf(token, width)).join('')).join('.');
}

function read(text: string): TokenLists | undefined {
  const width = WIDTHS.find((each) => text.startsWith(String(each)));
  const parts = text.slice(1).split('.');
  const fits = (part: string): boolean =>
    width !== undefined &&
    /^[\w-]+$/.test(part) &&
    part.length % width === 0 &&
    part.length / width <= MOST_TOKENS;
  if (width === undefined || parts.length > MOST_LISTS || !parts.every(fits)) return undefined;
  return parts.map((part) =>
    Array.from({ length: part.length / width }, (_, i) => numberOf(part.slice(i * width, (i + 1) * width))),
  );
}

function textOf(token: number, width: number): string {
  return Array.from({ length: width }, (_, i) => DIGITS[(token >> (BITS * (width - 1 - i))) & 63]).join('');
}

function numberOf(text: string): number {
  return Array.from(text, (digit) => DIGITS.indexOf(digit)).reduce((sum, bits) => sum * 2 ** BITS + bits, 0);
}
