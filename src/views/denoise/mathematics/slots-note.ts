// The note of a step where a guide is asked for attributes or reads a prompt, from this step's beliefs alone.

import { formatPercent } from '../../../plots/format';
import type { Values } from '../../../terms/prompt-values';
import type { SlotState } from '../../run/slot-states';
import { timesSmaller, type Note } from './note';

export interface SlotsNoteFacts {
  readonly slots: readonly SlotState[];
  readonly guidanceScale: number;
  /** Whether the lane that is looked at is the one without guidance, beside its guided twin. */
  readonly leftAlone: boolean;
  /** RMS per pixel of the nudge. */
  readonly nudge: number;
  /** σ of the step; 0 where it adds no noise. */
  readonly sigma: number;
  readonly finished: boolean;
  /** Values that were never seen together in training. */
  readonly heldOut: readonly Values[];
}

const SURE = 0.9;

export function slotsNote(facts: SlotsNoteFacts): Note {
  const { slots, guidanceScale, leftAlone, nudge, sigma, finished } = facts;
  const asked = slots.filter((slot) => slot.asked >= 0);
  if (finished) return finishedNote(facts, asked);
  if (leftAlone) {
    return {
      head: 'This one is left alone.',
      body: `x_prev is drawn around μ. ${believed(asked)}Nobody follows the guide’s gradient here.`,
    };
  }
  if (guidanceScale === 0) {
    return {
      head: 'At s = 0 nothing is nudged.',
      body: `Both pictures take the same steps. ${believed(asked)}`.trim(),
    };
  }
  const ratio = sigma > 0 && nudge > 0 ? `The nudge is ${timesSmaller(sigma / nudge)} than the noise.` : '';
  if (asked.length === 0) {
    return {
      head: 'The guide leans where the words lead.',
      body: `They name no value that has a name here. ${ratio}`,
    };
  }
  const sure = asked.filter((slot) => beliefIn(slot) > SURE);
  const open = asked.filter((slot) => beliefIn(slot) <= SURE);
  if (open.length === 0) {
    return { head: `The guide is sure of ${namesOf(sure)}.`, body: `${believed(asked)}${ratio}`.trim() };
  }
  const head =
    sure.length === 0
      ? `The guide is not sure yet of ${namesOf(open)}.`
      : `The guide is sure of ${namesOf(sure)}, not yet of ${namesOf(open)}.`;
  return { head, body: `${believed(open)}${ratio}`.trim() };
}

function finishedNote({ slots, heldOut }: SlotsNoteFacts, asked: readonly SlotState[]): Note {
  if (slots.every(({ judged }) => judged === null)) {
    return { head: 'Finished.', body: 'No noise is left. Restart, and change one thing.' };
  }
  if (asked.length === 0) {
    return { head: 'Finished.', body: 'Nothing was asked for that the judge could look for.' };
  }
  const missed = asked.filter((slot) => slot.judged !== slot.asked);
  const evidence = 'The judge never guides and sees only the finished picture: what it reads is evidence.';
  if (missed.length === 0) {
    return { head: `The judge finds ${namesOf(asked)}: all that was asked for.`, body: evidence };
  }
  const instead = missed.map(
    ({ name, labels, asked: wanted, judged }) => `${name} ${labels[judged ?? -1]}, not ${labels[wanted]}`,
  );
  const strange = heldOut.find(
    (pair) =>
      missed.some(({ name }) => pair[name] !== undefined) &&
      Object.entries(pair).every(([name, value]) =>
        asked.some((slot) => slot.name === name && slot.labels[slot.asked] === value),
      ),
  );
  const never =
    strange === undefined
      ? ''
      : `${Object.entries(strange)
          .map((pair) => pair.join(' '))
          .join(' and ')} were never seen together in training. `;
  return { head: `The judge reads ${instead.join('; ')}.`, body: `${capital(never)}${evidence}` };
}

function beliefIn({ belief, asked }: SlotState): number {
  return belief?.[asked] ?? 0;
}

/** "It gives 97 % to hair blue and 40 % to mood sad. " */
function believed(slots: readonly SlotState[]): string {
  if (slots.length === 0 || slots.some(({ belief }) => belief === null)) return '';
  const each = slots.map((slot) => `${formatPercent(beliefIn(slot))} to ${nameOf(slot)}`);
  return `It gives ${joined(each)}. `;
}

function nameOf({ name, labels, asked }: SlotState): string {
  return `${name} ${labels[asked]}`;
}

function namesOf(slots: readonly SlotState[]): string {
  return joined(slots.map(nameOf));
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
