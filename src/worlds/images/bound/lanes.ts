// The pictures whose bounds are measured: the one that is shown, those of a set, or three that are compared.

import { shuffledPixels } from '../../../diffusion/noise/shuffle';
import type { State } from '../../../history/state';
import { roundedToLevels } from '../../../measures/discretised-gaussian';
import type { PackInfo } from '../../../terms/pack-info';
import { sampleSize, type Samples } from '../../../terms/sample';
import { pictureOf } from '../forward-samples';
import type { PictureSource } from '../noise-settings';
import { noiseOf } from '../noise-state';
import { sheetOwner } from '../sheet-owner';
import type { BoundOf } from './bound';
import { boundAsked, tablesOf } from './bound-state';
import { keyOfSource, NOT_COMPARED, type Compared } from './compared';

/** The three that are compared under `foreign`. */
export const laneNames = ['own', 'foreign', 'shuffled'] as const;
/**
 * `own`: of the pack’s own sheet; `foreign`: of another pack, drawn or opened; `shuffled`: the own one, its
 * pixels in another order.
 */
export type LaneName = (typeof laneNames)[number];

/** What is measured now, picture by picture. */
export interface Lanes {
  readonly kind: Compared['kind'];
  /** What is asked about, in this order. */
  readonly of: readonly BoundOf[];
  /** Of three that are compared: what they are. */
  readonly names: readonly LaneName[];
  /** Pictures of a set that the open model has not. */
  readonly lost: number;
}

const NONE: Lanes = { kind: 'one', of: [], names: [], lost: 0 };

/** What is measured beside the picture that is shown; nothing by default. */
export const comparedOf = (state: Pick<State, 'own'>): Compared => noiseOf(state).compared ?? NOT_COMPARED;

let known: { readonly by: readonly unknown[]; readonly lanes: Lanes } | null = null;

/** The same value as long as it is of the same. */
export function lanesOf(state: Pick<State, 'own' | 'model'>): Lanes {
  const { pack } = state.model;
  const { sheet, settings, before } = noiseOf(state);
  const compared = comparedOf(state);
  if (pack === null) return NONE;
  const by = [pack, sheet, settings.seed, compared, settings.source, before];
  if (known?.by.every((each, i) => each === by[i]) === true) return known.lanes;
  const lanes = { one: laneOfOne, set: lanesOfSet, foreign: lanesOfThree }[compared.kind](
    state,
    pack,
    compared,
  );
  known = { by, lanes };
  return lanes;
}

function laneOfOne(state: Pick<State, 'own' | 'model'>): Lanes {
  const of = boundAsked(state);
  return of === null ? NONE : { ...NONE, of: [of] };
}

function lanesOfSet(state: Pick<State, 'own' | 'model'>, pack: PackInfo, { set }: Compared): Lanes {
  const { sheet } = noiseOf(state);
  const of = set.flatMap((source) => boundOfSource(state, pack, source) ?? []);
  const waits = set.some(({ kind }) => kind === 'sheet') && sheet === null && pack.sampleSheet !== undefined;
  return { kind: 'set', of, names: [], lost: waits ? 0 : set.length - of.length };
}

function lanesOfThree(state: Pick<State, 'own' | 'model'>, pack: PackInfo, { foreign }: Compared): Lanes {
  const { settings, before } = noiseOf(state);
  const all = [...before, settings.source];
  const own = all.findLast(({ kind }) => kind === 'sheet') ?? { kind: 'sheet', index: 0 };
  const other = settings.source.kind === 'sheet' ? undefined : settings.source;
  const ofOwn = boundOfSource(state, pack, own);
  const elsewhere = other ?? before.findLast(({ kind }) => kind !== 'sheet');
  const found = foreign?.besides === sheetOwner(pack) ? foreign.found : null;
  const index = own.kind === 'sheet' ? own.index : 0;
  const ofOther =
    other === undefined && found !== null
      ? boundOfPicture(
          `${found.id} ${index % found.sheet.count}`,
          pictureOf(
            { kind: 'sheet', index: index % found.sheet.count },
            sampleSize(pack.sampleShape),
            found.sheet,
          ),
          settings.seed,
          pack,
        )
      : elsewhere === undefined
        ? null
        : boundOfSource(state, pack, elsewhere);
  const ofShuffled =
    ofOwn &&
    boundOfPicture(
      `shuffled ${ofOwn.key}`,
      shuffledPixels(ofOwn.x0, pack.sampleShape, settings.seed),
      settings.seed,
      pack,
    );
  const each = [ofOwn, ofOther, ofShuffled] as const;
  return {
    kind: 'foreign',
    of: each.flatMap((of) => of ?? []),
    names: laneNames.filter((_, i) => each[i] !== null),
    lost: 0,
  };
}

function boundOfSource(
  state: Pick<State, 'own' | 'model'>,
  pack: PackInfo,
  source: PictureSource,
): BoundOf | null {
  const { sheet, settings } = noiseOf(state);
  const own = sheet?.packId === sheetOwner(pack) ? sheet : null;
  return boundOfPicture(
    keyOfSource(source),
    pictureOf(source, sampleSize(pack.sampleShape), own),
    settings.seed,
    pack,
  );
}

function boundOfPicture(key: string, x0: Samples | null, seed: number, pack: PackInfo): BoundOf | null {
  if (x0 === null) return null;
  return {
    key,
    x0: roundedToLevels(x0),
    seed,
    pack,
    tables: tablesOf(pack.scheduler, pack.scheduler.varianceType),
  };
}
