// The lanes of a layout. A run is one batch whatever its layout. Nothing else counts lanes: `arrange` says which cell each
// of them is.

import type { Lane } from '../terms/lane';
import { guideOf, type PackInfo } from '../terms/pack-info';
import type { Layout } from './layout';
import type { Settings } from './settings';

/** Where a lane stands. */
export interface Place {
  /** The cell of the grid of scales × seeds, row by row. */
  readonly cell: number;
  readonly isTwin: boolean;
}

export interface Arrangement {
  readonly lanes: readonly Lane[];
  readonly places: readonly Place[]; // of each lane
  /** Scales, a row of cells each; [0] where nothing guides. */
  readonly scales: readonly number[];
  /** Cells of each scale. */
  readonly seeds: number;
  /** The lane of a cell's unguided twin; null where it has none. */
  readonly twinOf: (cell: number) => number | null;
}

const arranged = new WeakMap<Settings, { readonly pack: PackInfo; readonly arrangement: Arrangement }>();
const settingsOf = new WeakMap<readonly Lane[], Settings>();

/** The lanes of one run. Worked out once for the same settings: the same lanes. */
export function arrange(settings: Settings, pack: PackInfo): Arrangement {
  const known = arranged.get(settings);
  if (known?.pack === pack) return known.arrangement;
  const arrangement = workOut(settings, pack);
  arranged.set(settings, { pack, arrangement });
  settingsOf.set(arrangement.lanes, settings);
  return arrangement;
}

/** The settings that lanes were arranged from. */
export function arrangedFrom(lanes: readonly Lane[]): Settings | null {
  return settingsOf.get(lanes) ?? null;
}

/** Twins come after the guided lanes, in the same order. Without a guide nothing is guided, and nothing has a twin. */
function workOut(settings: Settings, pack: PackInfo): Arrangement {
  const { layout } = settings;
  const guide = guideOf(pack, settings.guide ?? undefined);
  const scales = guide === null ? [0] : layout.scales === 'row' ? guide.scale.row : [settings.guidanceScale];
  const seeds = layout.seeds(scales.length);
  const named = settings.guide === null || guide === null ? {} : { guide: guide.id };
  const { target, seed: first } = settings;
  const lanes: Lane[] = [];
  const places: Place[] = [];
  const put = (cell: number, guidanceScale: number, isTwin: boolean): void => {
    const seed = wrapSeed(first + (cell % seeds));
    lanes.push({ target, guidanceScale, seed, ...named });
    places.push({ cell, isTwin });
  };
  const cells = Array.from({ length: scales.length * seeds }, (_, cell) => cell);
  for (const cell of cells) put(cell, scales[Math.floor(cell / seeds)]!, false);
  const twins = guide === null ? [] : cells.filter(twinned(layout, settings));
  for (const cell of twins) put(cell, 0, true);
  const twinOf = (cell: number): number | null => {
    const at = twins.length === cells.length ? cell : twins.indexOf(cell);
    return at < 0 || at >= twins.length ? null : cells.length + at;
  };
  return { lanes, places, scales, seeds, twinOf };
}

/** The lane that has the same noise and no guidance; of a twin, its guided lane; null where there is none. */
export function comparedWith({ lanes, places, seeds, twinOf }: Arrangement, lane: number): number | null {
  const place = places[lane];
  if (place === undefined) return null;
  if (place.isTwin) return place.cell;
  const twin = twinOf(place.cell);
  if (twin !== null) return twin;
  const unguided = place.cell % seeds; // of a row of scales, the first one
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

/** The lane that is in focus at first: the guided one; in a row of scales the one in the middle. */
export function firstFocus(settings: Settings, pack: PackInfo): number {
  const { scales, seeds } = arrange(settings, pack);
  return seeds === 1 ? Math.floor(scales.length / 2) : 0;
}
