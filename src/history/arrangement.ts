// The lanes of a layout. A run is one batch whatever its layout. Nothing else counts lanes: `arrange` says which cell each
// of them is.

import { askedOf } from '../terms/asked-of';
import type { Lane } from '../terms/lane';
import { guideOf, type GuideInfo, type PackInfo } from '../terms/pack-info';
import { laneRuleOf } from '../terms/rule';
import type { Layout } from './layout';
import type { Settings } from './settings';

/** Where a lane stands. */
export interface Place {
  /** The cell of the grid of rows × seeds, row by row. */
  readonly cell: number;
  readonly isTwin: boolean;
}

/** The lanes of a run, and where each of them stands on screen. */
export interface Arrangement {
  readonly lanes: readonly Lane[];
  readonly places: readonly Place[]; // of each lane
  /** The scale of each row of cells; [0] where nothing guides. */
  readonly scales: readonly number[];
  /** The guide of each row where every one steers a row, null where none does; absent where all rows have one. */
  readonly guides?: readonly (GuideInfo | null)[];
  /** Cells of each row. */
  readonly seeds: number;
  /** The lane of a cell's unguided twin; null where it has none. */
  readonly twinOf: (cell: number) => number | null;
}

const arranged = new WeakMap<Settings, { readonly pack: PackInfo; readonly arrangement: Arrangement }>();

/** The lanes of one run. Worked out once for the same settings: the same lanes. */
export function arrange(settings: Settings, pack: PackInfo): Arrangement {
  const known = arranged.get(settings);
  if (known?.pack === pack) return known.arrangement;
  const arrangement = workOut(settings, pack);
  arranged.set(settings, { pack, arrangement });
  return arrangement;
}

interface Row extends Omit<Lane, 'seed'> {
  readonly by: GuideInfo | null;
}

/** Twins come after the guided lanes, in the same order. Without a guide nothing is guided, and nothing has a twin. */
function workOut(settings: Settings, pack: PackInfo): Arrangement {
  const { layout } = settings;
  const guide = guideOf(pack, settings.guide ?? undefined);
  const rows = rowsOf(settings, pack, guide);
  const scales = rows.map(({ guidanceScale }) => guidanceScale);
  const seeds = layout.seeds(scales.length);
  const lanes: Lane[] = [];
  const places: Place[] = [];
  const put = (cell: number, isTwin: boolean): void => {
    const { by: _, ...lane } = rows[Math.floor(cell / seeds)]!;
    const seed = wrapSeed(settings.seed + (cell % seeds));
    lanes.push({ ...lane, ...(isTwin ? { guidanceScale: 0 } : {}), seed });
    places.push({ cell, isTwin });
  };
  const cells = Array.from({ length: scales.length * seeds }, (_, cell) => cell);
  for (const cell of cells) put(cell, false);
  // a denoiser that is always told its class has no unguided sample
  const always = pack.classEmbeds?.nullClass === null;
  const twins = guide === null || always ? [] : cells.filter(twinned(layout, settings));
  for (const cell of twins) put(cell, true);
  const twinOf = (cell: number): number | null => {
    const at = twins.length === cells.length ? cell : twins.indexOf(cell);
    return at < 0 || at >= twins.length ? null : cells.length + at;
  };
  const guides = isEach(settings, pack) ? { guides: rows.map(({ by }) => by) } : {};
  return { lanes, places, scales, seeds, twinOf, ...guides };
}

/** Whether every guide steers a row of its own: of one there is nothing to compare. */
function isEach({ layout }: Settings, { guides }: PackInfo): boolean {
  return layout.scales === 'guides' && guides.length > 1;
}

/** What is asked of each row: of several guides the same, of each in its own form and at its own scale. */
function rowsOf(settings: Settings, pack: PackInfo, guide: GuideInfo | null): readonly Row[] {
  const { target, guidanceScale, guidanceInterval } = settings;
  const acts = guidanceInterval && { guidanceInterval };
  if (guide !== null && isEach(settings, pack)) {
    const each = pack.guides.map((by): Row => {
      const scale = by === guide ? guidanceScale : by.scale.default;
      return {
        target: askedOf(by, target),
        guidanceScale: scale,
        ...acts,
        guide: by.id,
        ...laneRuleOf(by.rule),
        by,
      };
    });
    return [...each, { target, guidanceScale: 0, guide: guide.id, ...laneRuleOf(guide.rule), by: null }];
  }
  const named = {
    ...(settings.guide === null || guide === null ? {} : { guide: guide.id }),
    ...laneRuleOf(guide?.rule),
  };
  const row = (scale: number): Row => ({ target, guidanceScale: scale, ...acts, ...named, by: guide });
  if (guide === null) return [{ target, guidanceScale: 0, by: guide }];
  return settings.layout.scales === 'row' ? guide.scale.row.map(row) : [row(guidanceScale)];
}

/** The lane that has the same noise and no guidance; of a twin, its guided lane; null where there is none. */
export function comparedWith(found: Arrangement, lane: number): number | null {
  const { lanes, places, scales, seeds, twinOf } = found;
  const place = places[lane];
  if (place === undefined) return null;
  if (place.isTwin) return place.cell;
  const twin = twinOf(place.cell);
  if (twin !== null) return twin;
  const unguided = scales.indexOf(0) * seeds + (place.cell % seeds);
  return unguided !== lane && lanes[unguided]?.guidanceScale === 0 ? unguided : null;
}

function twinned({ twins }: Layout, settings: Settings): (cell: number) => boolean {
  if (twins === 'all') return () => true;
  if (twins === 'none') return () => false;
  if (settings.twins) return () => true;
  return (cell) => twins === 'asked-or-marked' && cell === settings.marked;
}

function wrapSeed(seed: number): number {
  return seed > Number.MAX_SAFE_INTEGER ? seed - Number.MAX_SAFE_INTEGER - 1 : seed;
}

/** The lane in focus at first: the guided one, of several guides the chosen one's, of a row of scales the middle one. */
export function firstFocus(settings: Settings, pack: PackInfo): number {
  const { scales, seeds, guides } = arrange(settings, pack);
  if (guides !== undefined) return guides.indexOf(guideOf(pack, settings.guide ?? undefined));
  return seeds === 1 ? Math.floor(scales.length / 2) : 0;
}
