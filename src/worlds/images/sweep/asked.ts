// What a sweep asks of a model: rows of scales over the same seeds.

import { samplerOf } from '../../../history/settings';
import { settingsOf, type State } from '../../../history/state';
import { ruleOf } from '../../../history/way';
import { takes } from '../../../terms/default-target';
import type { Lane } from '../../../terms/lane';
import type { RunSpec } from '../../../terms/messages';
import { guideOf, type GuideInfo, type PackInfo } from '../../../terms/pack-info';
import { laneRuleOf } from '../../../terms/rule';
import type { Target } from '../../../terms/target';
import { targetText } from '../../../terms/target-text';
import type { Cell, MadeBy } from './sampled';
import type { SweepSettings } from './sweep';
import { sweepOf } from './sweep-state';

export interface SweepOf {
  readonly pack: PackInfo;
  readonly made: MadeBy;
  /** Null where nothing guides: one row, and no s. */
  readonly guide: GuideInfo | null;
  readonly target: Target;
  readonly scales: readonly number[];
  readonly settings: SweepSettings;
  /** Scales that were asked for and are none of this guide's. */
  readonly leftOut: readonly number[];
}

/** The same asked of another guide of the pack, at its own scales; null where it does not take what is asked for. */
export function askedOfGuide(of: SweepOf, guide: GuideInfo): SweepOf | null {
  if (!takes(guide, of.target)) return null;
  const { min, max, row } = guide.scale;
  const wished = (of.settings.scales ?? row).filter((scale) => scale >= min && scale <= max);
  return {
    ...of,
    guide,
    made: { ...of.made, guide: guide.id },
    scales: wished.length > 0 ? wished : row,
    leftOut: [],
  };
}

let known: { readonly parts: readonly unknown[]; readonly asked: SweepOf } | null = null;

/** Worked out once for the same parts; null while no model is open. */
export function sweepAsked(state: State): SweepOf | null {
  const { pack, origin, recorded } = state.model;
  if (pack === null || recorded) return null;
  const { settings } = sweepOf(state);
  const { target, guide: named } = settingsOf(state);
  const parts = [pack, origin?.key, settings, target, named];
  if (known?.parts.every((part, i) => part === parts[i])) return known.asked;
  const guide = guideOf(pack, named ?? undefined);
  const wished = settings.scales ?? guide?.scale.row ?? [0];
  const isOf = (scale: number): boolean =>
    guide !== null && scale >= guide.scale.min && scale <= guide.scale.max;
  const fitting = wished.filter(isOf);
  const own = settings.target;
  const wanted = own !== null && (guide === null || takes(guide, own)) ? own : target;
  const steps = Math.min(settings.steps, pack.scheduler.trainTimesteps);
  const asked: SweepOf = {
    pack,
    made: {
      model: origin?.key ?? pack.id,
      guide: guide?.id ?? null,
      target: targetText(wanted),
      sampler: settings.sampler,
      steps,
    },
    guide,
    target: wanted,
    scales: guide === null ? [0] : fitting.length > 0 ? fitting : guide.scale.row,
    settings: { ...settings, steps },
    leftOut: guide === null ? [] : wished.filter((scale) => !isOf(scale)),
  };
  known = { parts, asked };
  return asked;
}

export function lanesOf({ guide, pack, target }: SweepOf, cells: readonly Cell[]): Lane[] {
  const named = {
    ...(guide === null || guide === guideOf(pack) ? {} : { guide: guide.id }),
    ...laneRuleOf(guide?.rule),
  };
  return cells.map(({ scale, seed }) => ({ target, guidanceScale: scale, seed, ...named }));
}

export function runOf(of: SweepOf, cells: readonly Cell[]): RunSpec {
  return {
    sampler: samplerOf(of.settings),
    ...ruleOf({ guide: of.guide?.id ?? null }, of.pack),
    steps: of.settings.steps,
    lanes: lanesOf(of, cells),
    from: null,
  };
}
