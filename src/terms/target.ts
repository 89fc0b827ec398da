// What a lane is steered toward. A target is a value: chain, history and messages pass it on and compare it, and only
// guides, controls and this file look inside.

import { invariant } from './errors';

/** y: what a lane is steered toward. Compared by `sameTarget`: two that are alike need not be one object. */
export type Target =
  /** A class by its index. */
  | { readonly kind: 'class'; readonly index: number }
  /** Values by the names of their slots; slots that are not named are free. */
  | { readonly kind: 'slots'; readonly values: Readonly<Record<string, string>> }
  /** Phrases, each with its weight: 1 as typed, below 0 away from it. */
  | { readonly kind: 'prompt'; readonly parts: readonly PromptPart[] }
  /** Words in a sentence. */
  | { readonly kind: 'length'; readonly n: number }
  /** Words that stand at their places; null is a place to fill. */
  | { readonly kind: 'fill'; readonly words: readonly (string | null)[] }
  /** Several at once, for guides that can add them. */
  | { readonly kind: 'all'; readonly of: readonly Target[] };

/** What `GuideInfo.targets` lists: the kinds that a guide takes. */
export type TargetKind = Target['kind'];

/** One text of a prompt. A negative weight steers away from it. */
export interface PromptPart {
  readonly text: string;
  readonly weight: number;
}

/** @param index of the class, from 0 */
export function classTarget(index: number): Target {
  return { kind: 'class', index };
}

/** The class that is asked for; null for every other kind of target. */
export function classOf(target: Target): number | null {
  return target.kind === 'class' ? target.index : null;
}

/** Whether two targets ask for the same. The order of slots does not matter. */
export function sameTarget(a: Target, b: Target): boolean {
  return a === b || keyOf(a) === keyOf(b);
}

function keyOf(target: Target): string {
  switch (target.kind) {
    case 'class':
      return `class ${target.index}`;
    case 'slots':
      return JSON.stringify(Object.entries(target.values).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    case 'all':
      return JSON.stringify(target.of.map(keyOf).toSorted());
    case 'prompt':
    case 'length':
    case 'fill':
      return JSON.stringify(target);
  }
}

/** The classes of a batch, for guides that take nothing else: [B]. */
export function classIndices(targets: readonly Target[]): Int32Array<ArrayBuffer> {
  return Int32Array.from(targets, (target) => {
    invariant(target.kind === 'class', `guide: expected a class as target, got ${target.kind}`);
    return target.index;
  });
}
