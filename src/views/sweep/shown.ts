// What of the state Sweep shows: of each scale the samples that were computed here, or until there are enough of them
// those that come with the pack.

import { arrange } from '../../history/arrangement';
import { settingsOf, type State } from '../../history/state';
import type { FinishedPoint } from '../../measures/points';
import type { SaidSentence } from '../../measures/sentences';
import { FEWEST, type Judged, type RealSet } from '../../measures/tradeoff';
import { actsText, intervalText, type Interval } from '../../terms/interval';
import { classOf, type Target } from '../../terms/target';
import { askedOfGuide, sweepAsked, type SweepOf } from '../../sweep/asked';
import { rowsOf } from '../../sweep/plan';
import { rowKey, type Row, type Sampled, type Varied } from '../../sweep/sampled';
import type { Sweep, SweepSettings } from '../../sweep/sweep';
import { ALL } from '../../sweep/sweep-address';
import { sweepOf } from '../../sweep/sweep-state';

export const selectSweep = (state: State): Sweep => sweepOf(state);
export const selectSweepSettings = (state: State): SweepSettings => sweepOf(state).settings;
/** The backend that was asked for. */
export const selectChoice = (state: State): State['model']['choice'] => state.model.choice;
export const selectTrouble = (state: State): string | null => sweepOf(state).trouble;
/** What is asked for; before a model is open, what will be. */
export const selectTarget = (state: State): Target =>
  sweepAsked(state)?.target ?? sweepOf(state).settings.target ?? settingsOf(state).target;
export const selectAsked = (state: State): SweepOf | null => sweepAsked(state);

export interface ShownRow extends Varied {
  /** As plots call it: "s = 4", or where intervals are varied "250–999". */
  readonly name: string;
  /** "s = 4", "s = 4 in t = 250 to 999", or nothing where nothing guides. */
  readonly inWords: string;
  /** Of the seeds that are asked for. */
  readonly here: Row;
  readonly shipped: Row | null;
  /** By seed, those that are measured. */
  readonly samples: readonly Sampled[];
  readonly isShipped: boolean;
}

/** The rows of another guide of the pack, of the same class, seeds and chain. */
export interface OtherRows {
  /** As a control names it. */
  readonly title: string;
  readonly rows: readonly ShownRow[];
}

interface All {
  readonly rows: readonly ShownRow[];
  readonly others: readonly OtherRows[];
}

let known: { readonly parts: readonly unknown[]; readonly all: All } | null = null;

const NO_ROWS: readonly ShownRow[] = [];

const NOTHING: All = { rows: NO_ROWS, others: [] };

export const selectRows = (state: State): readonly ShownRow[] => allOf(state).rows;
/** Guides of which nothing is known are left out. */
export const selectOthers = (state: State): readonly OtherRows[] => allOf(state).others;

/** Worked out once for the same sweep. */
function allOf(state: State): All {
  const of = sweepAsked(state);
  if (of === null) return NOTHING;
  const { rows, shipped } = sweepOf(state);
  const parts = [of, rows, shipped];
  if (known?.parts.every((part, i) => part === parts[i])) return known.all;
  const others = of.pack.guides.flatMap((guide): OtherRows[] => {
    const other = guide === of.guide ? null : askedOfGuide(of, guide);
    const found = other === null ? [] : shownRows(other, rows, shipped);
    return found.some(({ samples }) => samples.length > 0) ? [{ title: guide.title, rows: found }] : [];
  });
  known = { parts, all: { rows: shownRows(of, rows, shipped), others } };
  return known.all;
}

function shownRows(of: SweepOf, rows: Sweep['rows'], shipped: Sweep['shipped']): readonly ShownRow[] {
  const { seed, seeds } = of.settings;
  return rowsOf(of, rows).map((row, i): ShownRow => {
    const varied = of.rows[i]!;
    const own = [...row].filter(([at]) => at >= seed && at < seed + seeds).toSorted(([a], [b]) => a - b);
    const fromPack = shipped?.rows.get(rowKey(of.made, varied)) ?? null;
    const isShipped = fromPack !== null && own.length < Math.min(FEWEST, seeds);
    const samples = isShipped ? [...fromPack.values()] : own.map(([, each]) => each);
    return {
      ...varied,
      name: nameOf(of, varied),
      inWords: wordsOf(of, varied),
      here: new Map(own),
      shipped: fromPack,
      samples,
      isShipped,
    };
  });
}

/** Of samples that the judge has an opinion on. */
export function judgedOf({ samples }: ShownRow): readonly Judged[] {
  return samples.flatMap(({ verdict, features }) =>
    verdict === null || verdict.accepted === null || features === null
      ? []
      : [{ accepted: verdict.accepted, nats: verdict.nats, features }],
  );
}

/** Of sentences that were asked to say something. */
export function saidOf({ samples }: ShownRow): readonly SaidSentence[] {
  return samples.flatMap(({ verdict, words }) =>
    verdict === null || verdict.accepted === null || words === undefined
      ? []
      : [{ accepted: verdict.accepted, nats: verdict.nats, words }],
  );
}

/** Of points that were asked to be of a class. */
export function pointsOf({ samples }: ShownRow): readonly FinishedPoint[] {
  return samples.flatMap(({ verdict, x0 }) =>
    verdict === null || verdict.accepted === null || x0 === null
      ? []
      : [{ accepted: verdict.accepted, nats: verdict.nats, at: [x0[0]!, x0[1]!] }],
  );
}

/** Real samples of what is asked for; null where there are none. */
export const selectReal = (state: State): RealSet | null => {
  const of = sweepAsked(state);
  const { real } = sweepOf(state);
  const index = of === null ? null : classOf(of.target);
  return index === null ? null : (real?.classes[index] ?? null);
};

/** Milliseconds of one step of one sample: measured here, or of Denoise's run; null where neither has begun. */
export function paceOf(state: State): number | null {
  const { pace } = sweepOf(state);
  const { millisecondsPerStep } = state.run;
  const { pack } = state.model;
  if (pace !== null || millisecondsPerStep === null || pack === null) return pace;
  return millisecondsPerStep / arrange(settingsOf(state), pack).lanes.length;
}

/** "2 min 10 s", "3 h", "40 days" */
export function timeText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  const hours = seconds / 3600;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24).toLocaleString('en')} days`;
}

/** What a row is called beside the others. */
export function nameOf({ settings, guide }: SweepOf, { scale, interval }: Varied): string {
  if (guide === null) return 'alone';
  if (settings.vary === 'scale') return `s = ${scale}`;
  return interval === null ? 'all t' : interval.join('–');
}

/** As tables call it, below the name of what is varied. */
export const shortName = (name: string): string => name.replace('s = ', '');

function wordsOf({ settings, guide }: SweepOf, { scale, interval }: Varied): string {
  if (guide === null) return 'not guided';
  return settings.vary === 'scale' ? `s = ${scale}` : `s = ${scale} in ${actsText(interval)}`;
}

/** The intervals as a list, as they are typed and read. */
export const intervalsText = (intervals: readonly (Interval | null)[]): string =>
  intervals.map((each) => (each === null ? ALL : intervalText(each))).join(', ');

/** The scales as a list, as they are typed and read. */
export const scalesText = (scales: readonly number[]): string => scales.join(', ');
