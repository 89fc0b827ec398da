// What the command line asks of a pack: its guide, and targets that the guide takes.

import { defaultTarget, takes } from '../terms/default-target';
import { intervalText } from '../terms/interval';
import type { Lane } from '../terms/lane';
import type { Verdict } from '../terms/networks';
import { classesOf, guideOf, type GuideInfo, type PackInfo } from '../terms/pack-info';
import { askedValues, findsAll } from '../terms/prompt-values';
import { classOf, classTarget, type Target } from '../terms/target';
import { targetText } from '../terms/target-text';
import { UsageError, type SampleArguments } from './arguments';

export interface WhatIsAsked {
  /** null where nothing guides. */
  readonly guide: GuideInfo | null;
  readonly targets: readonly Target[];
}

/** @throws UsageError where the pack has no such guide, or none that takes what is asked for */
export function whatIsAsked(
  { targets, steer, guide: id }: Pick<SampleArguments, 'targets' | 'steer' | 'guide'>,
  pack: PackInfo,
): WhatIsAsked {
  const { guides, title } = pack;
  const steered = steer.flatMap(({ target }) => target ?? []);
  const ids = [id, ...steer.map(({ guide }) => guide ?? null)];
  const unknown = ids.find((each) => each !== null && !guides.some((guide) => guide.id === each));
  if (unknown !== undefined) {
    const known = guides.map((guide) => guide.id).join(', ');
    throw new UsageError(`--guide: ${title} has ${known === '' ? 'no guide' : known}, got ${unknown}`);
  }
  const all = [...targets, ...steered];
  if (guides.length === 0) {
    const wrong = all.find((target) => classOf(target) !== 0);
    if (wrong === undefined) return { guide: null, targets: targets.length > 0 ? targets : [classTarget(0)] };
    throw new UsageError(`${optionOf(wrong, targets)}: ${title} has no guide, got ${targetText(wrong)}`);
  }
  const can = id === null ? guides.find((guide) => all.every((target) => takes(guide, target))) : undefined;
  const guide = can ?? guideOf(pack, id ?? undefined)!;
  const wrong = all.find((target) => !takes(guide, target));
  if (wrong !== undefined) {
    throw new UsageError(
      `${optionOf(wrong, targets)}: ${expected(wrong, guide, pack)}, got ${targetText(wrong)}`,
    );
  }
  return { guide, targets: targets.length > 0 ? targets : [defaultTarget(guide, pack.examples?.[0])] };
}

/**
 * The timesteps in which the guide acts, as a lane has them.
 *
 * @throws UsageError where the pack has no such timesteps
 */
export function actsIn(
  { interval, steer }: Pick<SampleArguments, 'interval' | 'steer'>,
  { title, scheduler: { trainTimesteps: T } }: PackInfo,
): Pick<Lane, 'guidanceInterval'> {
  const steered = steer.flatMap(({ guidanceInterval }) => (guidanceInterval ? [guidanceInterval] : []));
  for (const [option, asked] of [
    ['--interval', interval ? [interval] : []],
    ['--steer', steered],
  ] as const) {
    const wrong = asked.find(([, high]) => high >= T);
    if (wrong !== undefined) {
      throw new UsageError(`${option}: ${title} has t = 0 to ${T - 1}, got ${intervalText(wrong)}`);
    }
  }
  return interval === null ? {} : { guidanceInterval: interval };
}

/**
 * What the files of a pack leave open is answered; what they say themselves is not.
 *
 * @throws UsageError where an answer is to what was not asked
 */
export function expectAsked({ answers }: Pick<SampleArguments, 'answers'>, pack: PackInfo): void {
  const { size, nullClass } = answers;
  const { title, classEmbeds } = pack;
  if (size !== undefined && pack.size === undefined) {
    const [height, width] = pack.sampleShape;
    throw new UsageError(
      `--size: expected none, for the config of ${title} says ${height}×${width}, got ${size}`,
    );
  }
  if (nullClass === undefined || classEmbeds?.unsaid === true) return;
  const why = classEmbeds === undefined ? 'takes no class' : 'says itself which class means none';
  throw new UsageError(
    `--null-class: expected nothing, for the model of ${title} ${why}, got ${nullClass ?? 'none'}`,
  );
}

function optionOf(target: Target, targets: readonly Target[]): string {
  if (!targets.includes(target)) return '--steer';
  return target.kind === 'class' ? '--target' : `--${target.kind}`;
}

function expected(wrong: Target, guide: GuideInfo, pack: PackInfo): string {
  const classes = classesOf(pack).length;
  if (wrong.kind === 'class') {
    return `${pack.title} has ${classes === 0 ? 'no classes' : `classes 0 to ${classes - 1}`}`;
  }
  if (wrong.kind !== 'slots' || guide.slots.length === 0) {
    return `${guide.title} takes ${guide.targets.join(' or ')}`;
  }
  const known = guide.slots.map(({ name, labels }) => `${name} (${labels.join(', ')})`).join(', ');
  return `${pack.title} has ${known}`;
}

/** Whether the judge finds what was asked for; null where it was asked for nothing that it can find. */
export function isFound(target: Target, verdict: Verdict, guide: GuideInfo | null): boolean | null {
  const label = classOf(target);
  if (label !== null) return guide === null ? null : verdict.label === label;
  const slots = guide?.slots ?? [];
  const asked = askedValues(target, slots);
  return asked === null ? null : findsAll(verdict, asked, slots);
}
