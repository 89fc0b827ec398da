// What a guide makes of a prompt as it is typed: what can be asked for, which words it knows, and what there is to say.

import { takes } from '../../../terms/default-target';
import type { GuideInfo } from '../../../terms/pack-info';
import { isWeight, MOST_WEIGHT, readPrompt, wordsOf } from '../../../terms/prompt-text';
import { promptValues, type Values } from '../../../terms/prompt-values';
import type { PromptPart, Target } from '../../../terms/target';
import { readTarget } from '../../../terms/target-text';

export interface PromptReading {
  /** null where it cannot be asked for, and what was asked for before stays. */
  readonly target: Target | null;
  /** Values that the prompt plainly names. */
  readonly values: Values;
  /** Phrases whose weight is not 1. */
  readonly weighted: readonly PromptPart[];
  readonly unknown: readonly string[];
  /** One sentence; empty where there is nothing to say. */
  readonly sentence: string;
}

const MOST_NAMED = 5;

export function promptReading(text: string, { words, slots, targets }: GuideInfo): PromptReading {
  const parts = readPrompt(text);
  const known = words?.known ?? [];
  const all = [...new Set(parts.flatMap((part) => wordsOf(part.text)))];
  const unknown = all.filter((word) => !known.includes(word));
  const target = readTarget({ prompt: text });
  const fits = target !== null && takes({ targets, slots }, target);
  return {
    target: fits ? target : null,
    values: promptValues(parts, slots),
    weighted: parts.filter(({ weight }) => weight !== 1),
    unknown,
    sentence: sentenceOf(text, parts, { all, unknown, longest: words?.longest ?? Infinity }, target === null),
  };
}

interface Words {
  readonly all: readonly string[];
  readonly unknown: readonly string[];
  readonly longest: number;
}

function sentenceOf(text: string, parts: readonly PromptPart[], words: Words, tooLong: boolean): string {
  const { all, unknown, longest } = words;
  if (tooLong) {
    return `A prompt has at most 10,000 characters, and this one ${text.length.toLocaleString('en')}: what was asked for before stays.`;
  }
  const heavy = parts.find(({ weight }) => Math.abs(weight) > MOST_WEIGHT);
  if (heavy !== undefined) {
    return `A weight is −${MOST_WEIGHT} to ${MOST_WEIGHT}, and ${heavy.weight} is not: what was asked for before stays.`;
  }
  if (all.length === 0) {
    return text.trim() === ''
      ? 'Nothing is asked for, so nothing is nudged.'
      : 'There is no word of a to z in it, so nothing is nudged.';
  }
  if (parts.every(({ weight }) => weight === 0)) return 'Every weight is 0, so nothing is nudged.';
  const badWeight = badWeightIn(text);
  if (badWeight !== null) return `“${badWeight}” is no number: write a weight as in “a hat:-1”.`;
  if (unknown.length === all.length) {
    return 'It knows none of these words, and takes each for one and the same unknown word.';
  }
  if (parts.some((part) => wordsOf(part.text).length > longest)) {
    return `Only the first ${longest} words of a phrase are read.`;
  }
  return unknown.length === 0 ? '' : `It does not know ${listed(unknown)}.`;
}

/** What stands where a weight would, and is none. */
function badWeightIn(text: string): string | null {
  for (const part of text.split('|')) {
    const tail = /:([^:]*)$/.exec(part)?.[1]?.trim() ?? '';
    if (tail !== '' && !isWeight(tail)) return shortened(tail);
  }
  return null;
}

function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}

function listed(words: readonly string[]): string {
  const named = words.slice(0, MOST_NAMED).map((word) => `“${shortened(word)}”`);
  const rest = words.length - named.length;
  return rest === 0 ? named.join(', ') : `${named.join(', ')} and ${rest} more`;
}

/** The prompt with its last word completed, for each word that could; none where the last word is done. */
export function completions(text: string, known: readonly string[]): readonly string[] {
  const [, before = '', begun = ''] = /^(.*?)([a-z]*)$/is.exec(text) ?? [];
  const start = begun.toLowerCase();
  if (start === '') return [];
  return known.filter((word) => word.startsWith(start) && word !== start).map((word) => `${before}${word}`);
}
