// What of the losses follows from the state.

import { jump } from '../../../diffusion/forward/jump';
import { normalBatch } from '../../../diffusion/noise/gaussian';
import { createSchedule, type Schedule } from '../../../diffusion/schedule';
import { roundingOf, sentenceText, wordsOf } from '../../../diffusion/words/sentence';
import { splitWords } from '../../../diffusion/words/split';
import { SPECIAL_WORDS, tokensOfSentence, UNKNOWN } from '../../../diffusion/words/tokens';
import { currentPath, type State } from '../../../history/state';
import { embeddedWith, type Embedded } from '../../../measures/word-losses';
import type { Nudge } from '../../../store/world';
import { invariant } from '../../../terms/errors';
import type { PackInfo } from '../../../terms/pack-info';
import type { Samples } from '../../../terms/sample';
import type { SchedulerConfig } from '../../../terms/scheduler';
import { finishedTokens } from '../kept-words';
import { wordsOwn } from '../own';
import { NO_LOSSES, type Losses, type LossOf, type LossSettings, type LossTerms } from './losses';

/** A few to begin with: of restaurants, as the data has them, and the first with its words in another order. */
export const FEW_SENTENCES = [
  { title: 'A pub', text: 'The Vaults is a cheap Italian pub near the riverside.' },
  { title: 'A coffee shop', text: 'There is a family friendly coffee shop in the city centre.' },
  { title: 'A rating', text: 'It serves French food and has a high customer rating.' },
  { title: 'Words shuffled', text: 'the pub. riverside a Vaults near is cheap The Italian' },
] as const;

/** The losses in the own part of the state of Words; none of any sentence before the first. */
export const lossesOf = ({ own }: Pick<State, 'own'>): Losses => wordsOwn({ own }).losses ?? NO_LOSSES;

export function patchLosses(nudge: Nudge, changes: Partial<Losses>): void {
  const { store } = nudge;
  const own = wordsOwn(store.getState());
  nudge.patchOwn({ ...own, losses: { ...lossesOf({ own }), ...changes } });
}

/** Every term that is known of what is asked about stays. */
export function setLosses(nudge: Nudge, changes: Partial<LossSettings>): void {
  const { settings } = lossesOf(nudge.store.getState());
  patchLosses(nudge, { settings: { ...settings, ...changes } });
}

/** The words that the run on Words has ended in, of the lane that is looked at; null before its end. */
export function runSentence(state: State): string | null {
  const { pack, recorded } = state.model;
  if (pack?.text === undefined || recorded) return null;
  const lanes = finishedTokens(currentPath(state), pack);
  const tokens = lanes?.[state.focus];
  return tokens === undefined ? null : sentenceText(wordsOf(Int32Array.from(tokens), pack.text.words));
}

/** What is measured, as it is written. */
export const lossText = (state: State): string =>
  lossesOf(state).settings.text ?? runSentence(state) ?? FEW_SENTENCES[0].text;

/** What of a sentence a model cannot take; null where it can. */
export function lossRefusal(text: string, pack: PackInfo | null): string | null {
  const { length } = splitWords(text);
  if (length === 0) return 'Expected a sentence, got nothing: write a few words.';
  if (pack === null) return null;
  const most = pack.sampleShape[1] - 2;
  if (length <= most) return null;
  return `Expected at most ${most} words and marks, got ${length}: leave out ${length - most}.`;
}

/** Words of a sentence that a model does not know: they count as UNK. */
export function unknownWords({ words, tokens }: Pick<LossOf, 'words' | 'tokens'>): readonly string[] {
  const unknown = words.filter((word, i) => tokens[i + 1] === UNKNOWN && word !== SPECIAL_WORDS[UNKNOWN]);
  return [...new Set(unknown)];
}

let known: { readonly by: readonly unknown[]; readonly of: LossOf | null } | null = null;

/** What is to be asked about, the same value for the same; null while there is no model, or no sentence that it takes. */
export function lossAsked(state: State): LossOf | null {
  const { pack, recorded } = state.model;
  if (pack === null || recorded) return null;
  const text = lossText(state);
  const { seed } = lossesOf(state).settings;
  const by = [pack, text, seed];
  if (known?.by.every((each, i) => each === by[i]) === true) return known.of;
  const words = splitWords(text);
  const isTaken = pack.text !== undefined && lossRefusal(text, pack) === null;
  const tokens = isTaken ? tokensOfSentence(words, pack.text?.words ?? [], pack.sampleShape[1]) : null;
  const of = tokens === null ? null : { words, tokens, seed, pack };
  known = { by, of };
  return of;
}

/** The losses of what is looked at now; nothing of another sentence. */
export function lossesNow(state: State): Losses {
  const losses = lossesOf(state);
  if (losses.of !== null && losses.of === lossAsked(state)) return losses;
  const { settings, status } = losses;
  return { ...NO_LOSSES, settings, status };
}

const schedules = new WeakMap<SchedulerConfig, Schedule>();

/** The schedule of a pack, made once for each. */
export function scheduleOf({ scheduler }: PackInfo): Schedule {
  const before = schedules.get(scheduler);
  if (before !== undefined) return before;
  const made = createSchedule(scheduler);
  schedules.set(scheduler, made);
  return made;
}

const embedded = new WeakMap<LossOf, Map<number, Embedded>>();

/** The sentence as vectors, with the noise that training puts on them: one draw. */
export function embeddedOf(of: LossOf, draw: number): Embedded {
  const all = embedded.get(of) ?? new Map<number, Embedded>();
  embedded.set(of, all);
  const before = all.get(draw);
  if (before !== undefined) return before;
  const rounding = roundingOf(of.pack);
  invariant(rounding !== null, 'losses: expected a model of sentences');
  const noise = normalBatch([keyOf(of, draw)], of.tokens.length * rounding.embeddingDim, 'training', 0);
  const made = embeddedWith(of.tokens, rounding, noise, scheduleOf(of.pack).alphasCumprod[0]!);
  all.set(draw, made);
  return made;
}

export function noisedWords(of: LossOf, t: number, draw = 0): Samples {
  const { x0 } = embeddedOf(of, draw);
  const eps = normalBatch([keyOf(of, draw)], x0.length, 'forward', t);
  return jump(x0, eps, scheduleOf(of.pack).alphasCumprod[t]!);
}

/** Further draws have keys of their own. */
function keyOf({ seed }: LossOf, draw: number): number {
  return seed + draw > Number.MAX_SAFE_INTEGER ? draw - 1 : seed + draw;
}

export const NO_TERMS: LossTerms = new Map();
