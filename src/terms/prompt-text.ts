// A prompt as text, as it is typed: phrases between "|", each with its weight behind ":" where that is not 1:
// "blue hair:2 | glasses:-1". Only what would be read as something else is percent-encoded, so that "50% grey" stays
// as it is.

import type { PromptPart } from './target';

/** As much as a weight may be, either way. */
export const MOST_WEIGHT = 100;

/** Everything but letters a to z parts words; in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z]+/g) ?? [];
}

/** Also with the minus of a typesetter, for the page writes it so. */
const NUMBER = String.raw`[-+−]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?`;
const WEIGHTED = new RegExp(String.raw`^(.*?):\s*(${NUMBER})\s*$`, 's');
const ONLY_A_NUMBER = new RegExp(`^${NUMBER}$`);
const ESCAPE = /%(?:7c|3a|25)/gi;

/** Whether a prompt's weight may be written so, as in "blue hair:.5". */
export function isWeight(text: string): boolean {
  return ONLY_A_NUMBER.test(text);
}

/** "blue hair:2 | glasses:-1": `readPrompt` reads it again. */
export function promptText(parts: readonly PromptPart[]): string {
  return parts.map(partText).join(' | ');
}

function partText({ text, weight }: PromptPart): string {
  const plain = text.replaceAll(/%(?=7c|3a|25)/gi, '%25').replaceAll('|', '%7C');
  // A weight is looked for behind the first colon that a number follows to the end.
  const safe =
    WEIGHTED.test(plain) || (weight !== 1 && plain.includes(':')) ? plain.replaceAll(':', '%3A') : plain;
  return weight === 1 ? safe : `${safe}:${weight}`;
}

/** Phrases without a word are left out. */
export function readPrompt(text: string): readonly PromptPart[] {
  return text
    .split('|')
    .map((part): PromptPart => {
      const [, phrase = part, weight = '1'] = WEIGHTED.exec(part) ?? [];
      return {
        text: phrase.replaceAll(ESCAPE, decodeURIComponent).trim(),
        weight: Number(weight.replace('−', '-')),
      };
    })
    .filter((part) => part.text !== '');
}
