// What a sweep asks of a model: rows of scales, or of guidance intervals, over the same seeds.

import { samplerOf } from '../history/settings';
import { settingsOf, type State } from '../history/state';
import { ruleOf } from '../history/way';
import { takes } from '../terms/default-target';
import { sameInterval, type Interval } from '../terms/interval';
import type { Lane } from '../terms/lane';
import type { RunSpec } from '../terms/messages';
import { guideOf, type GuideInfo, type PackInfo } from '../terms/pack-info';
import type { Mixture } from '../terms/plane';
import { laneRuleOf } from '../terms/rule';
import type { Target } from '../terms/target';
import { targetText } from '../terms/target-text';
import type { Cell, MadeBy, Varied } from './sampled';
import type { SweepSettings } from './sweep';
import { sweepOf } from './sweep-state';

/** What a sweep comes to with the model that is open: settings that fit it, and the rows to be filled. */
export interface SweepOf {
  readonly pack: PackInfo;
  readonly made: MadeBy;
  /** Null where nothing guides: one row, and nothing to vary. */
  readonly guide: GuideInfo | null;
  readonly target: Target;
  /** Those that are chosen, also where intervals are varied. */
  readonly scales: readonly number[];
  readonly intervals: readonly (Interval | null)[];
  /** s where intervals are varied. */
  readonly at: number;
  readonly rows: readonly Varied[];
  readonly settings: SweepSettings;
  /** Of points: the data in closed form; null of anything else. */
  readonly mixture: Mixture | null;
  /** Scales that were asked for and are none of this guide's. */
  readonly leftOut: readonly number[];
}

/** The same asked of another guide of the pack, at its own scales; null where it does not take what is asked for. */
export function askedOfGuide(of: SweepOf, guide: GuideInfo): SweepOf | null {
  if (!takes(guide, of.target)) return null;
  const { min, max, row } = guide.scale;
  const wished = (of.settings.scales ?? row).filter((scale) => scale >= min && scale <= max);
  const scales = wished.length > 0 ? wished : row;
  const at = of.at >= min && of.at <= max ? of.at : guide.scale.default;
  const rows = variedBy(guide, { ...of, scales, at });
  return { ...of, guide, made: { ...of.made, guide: guide.id }, scales, at, rows, leftOut: [] };
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
  const T = pack.scheduler.trainTimesteps;
  const steps = Math.min(settings.steps, T);
  const scales = guide === null ? [0] : fitting.length > 0 ? fitting : guide.scale.row;
  const at = settings.at !== null && isOf(settings.at) ? settings.at : (guide?.scale.default ?? 0);
  const intervals = intervalsOf(settings, T);
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
    mixture: origin?.source.kind === 'plane' ? origin.source.spec.mixture : null,
    target: wanted,
    scales,
    intervals,
    at,
    rows: variedBy(guide, { scales, intervals, at, settings }),
    settings: { ...settings, steps },
    leftOut: guide === null || settings.vary !== 'scale' ? [] : wished.filter((scale) => !isOf(scale)),
  };
  known = { parts, asked };
  return asked;
}

function variedBy(
  guide: GuideInfo | null,
  { scales, intervals, at, settings }: Pick<SweepOf, 'scales' | 'intervals' | 'at' | 'settings'>,
): readonly Varied[] {
  return guide !== null && settings.vary === 'interval'
    ? intervals.map((interval) => ({ scale: at, interval }))
    : scales.map((scale) => ({ scale, interval: null }));
}

/** From all of t to the half that is left at either end (Kynkäänniemi et al. 2024). */
function usualIntervals(T: number): readonly (Interval | null)[] {
  const at = (share: number): number => Math.round(share * T);
  return [
    null,
    [0, at(0.75) - 1],
    [at(0.25), T - 1],
    [at(0.25), at(0.75) - 1],
    [0, at(0.5) - 1],
    [at(0.5), T - 1],
  ];
}

/** Of this T: one that has all of it is all t, and none comes twice. */
function intervalsOf({ intervals }: SweepSettings, T: number): readonly (Interval | null)[] {
  const wished = intervals ?? usualIntervals(T);
  const whole = wished.map((each) => (each !== null && each[0] === 0 && each[1] >= T - 1 ? null : each));
  return whole.filter((each, i) => whole.findIndex((other) => sameInterval(other, each)) === i);
}

export function lanesOf({ guide, pack, target }: SweepOf, cells: readonly Cell[]): Lane[] {
  const named = {
    ...(guide === null || guide === guideOf(pack) ? {} : { guide: guide.id }),
    ...laneRuleOf(guide?.rule),
  };
  return cells.map(({ scale, interval, seed }) => ({
    target,
    guidanceScale: scale,
    seed,
    ...named,
    ...(interval === null ? {} : { guidanceInterval: interval }),
  }));
}

export function runOf(of: SweepOf, cells: readonly Cell[]): RunSpec {
  return {
    sampler: samplerOf(of.settings),
    ...ruleOf({ guide: of.guide?.id ?? null }, of.pack),
    steps: of.settings.steps,
    lanes: lanesOf(of, cells),
    from: null,
    onlyNudged: true, // nobody sees its steps
  };
}
