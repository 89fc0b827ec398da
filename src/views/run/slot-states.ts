// What was asked of slots, believed of them and judged, in words.

import { readingsOf, type Verdict } from '../../terms/networks';
import { classesOf, type GuideInfo, type PackInfo, type Slot } from '../../terms/pack-info';
import { askedValues, type Values } from '../../terms/prompt-values';
import type { Target } from '../../terms/target';
import { labelOf } from './selectors';
import { slotsOf } from './slots';

/** One slot of one lane. */
export interface SlotState {
  readonly name: string;
  readonly labels: readonly string[];
  /** Index of the label asked for; -1 where any will do. */
  readonly asked: number;
  /** The guide's belief, one a label; null before there is any. */
  readonly belief: Float32Array | null;
  /** Index of the label that the judge reads; null before the end, and without a judge. */
  readonly judged: number | null;
}

/** @param beliefs of all lanes, [B, Σ K] */
export function slotStates(
  slots: readonly Slot[],
  target: Target | null,
  lane: number,
  beliefs: Float32Array | null,
  verdict: Verdict | null,
): readonly SlotState[] {
  const values: Values = (target && askedValues(target, slots)) ?? {};
  const readings = verdict === null ? [] : readingsOf(verdict);
  let at = lane * slots.reduce((sum, { labels }) => sum + labels.length, 0);
  return slots.map(({ name, labels }, i) => {
    const belief = beliefs === null ? null : beliefs.subarray(at, at + labels.length);
    at += labels.length;
    const value = values[name];
    return {
      name,
      labels,
      asked: value === undefined ? -1 : labels.indexOf(value),
      belief,
      judged: readings[i]?.label ?? null,
    };
  });
}

/** "hair blue", but "dark glasses" and "no hat": these say of what they are. */
export function valueIn(name: string, label = ''): string {
  return label.split(' ').includes(name) ? label : `${name} ${label}`;
}

/** "✓ hair blue", "✗ mood happy, not sad" */
export function judgedWords({ name, labels, asked, judged }: SlotState): string {
  if (judged === null) return '';
  const read = labels[judged] ?? '';
  if (asked < 0) return valueIn(name, read);
  return judged === asked ? `✓ ${valueIn(name, read)}` : `✗ ${valueIn(name, read)}, not ${labels[asked]}`;
}

/** A verdict in a word or two: the class, or how much of what was asked for is there. */
export function verdictInShort(
  pack: PackInfo,
  guide: GuideInfo | null,
  target: Target,
  verdict: Verdict,
): string {
  const slots = slotsOf(guide);
  if (slots.length === 0) return labelOf(classesOf(pack), verdict.label);
  const asked = slotStates(slots, target, 0, null, verdict).filter((slot) => slot.asked >= 0);
  return asked.length === 0
    ? ''
    : `${asked.filter((slot) => slot.asked === slot.judged).length} of ${asked.length}`;
}
