// What there is to save of Objective: the bound term by term, and the pictures of the step at the t that is shown.

import type { Frame } from '../../export/frame';
import { jsonPieces } from '../../export/json-pieces';
import { maxAbs } from '../../diffusion/magnitudes';
import { formatSmall } from '../../plots/format';
import { linkTo, type ViewAddress } from '../../store/link-to';
import type { Nudge } from '../../store/world';
import type { Estimate } from '../../measures/shares';
import type { VarianceType } from '../../terms/scheduler';
import type { BoundPictures } from '../../worlds/images/bound/bound';
import { noisedFor } from '../../worlds/images/bound/bound-state';
import { lanesOf } from '../../worlds/images/bound/lanes';
import { noiseOf } from '../../worlds/images/noise-state';
import { sinkingFilm, stripTimes, tileOf } from '../picture/sinking';
import { pagePalette } from '../share/palette';
import type { Subject } from '../share/subject';
import type { Saving } from '../view';
import { csvShown, nameOf } from './csv';
import { lossSubject } from './words/saving';
import { shownOf, type Shown } from './use-shown';
import {
  costOfVariance,
  evidenceOf,
  selectBound,
  selectPictures,
  selectVariance,
  type Evidence,
} from './shown';

export const savingObjective: Saving = {
  subject: (nudge, view) =>
    nudge.world.samples === 'sentences' ? lossSubject(nudge, view) : boundSubject(nudge, view),
  nothing: 'No term is known yet, so there is nothing to save: wait until the model has answered.',
};

const SINKING = 'The picture sinking into noise, with the bits that are spent up to each t.';

const ABOUT: Subject['about'] = {
  csv: 'A row for each t that is known: bits, the three errors, the weight.',
  png: 'x_t, the two means and how they differ at the t that is shown, with the bound.',
  strip: 'The picture at twelve noise levels, with the bits that are spent up to each.',
  gif: SINKING,
  video: SINKING,
  json: 'Every number on screen: what the bound is of, every term, the prior and the total.',
};

/** @returns null while no term is known */
function boundSubject({ store, world }: Nudge, view: ViewAddress): Subject | null {
  const state = store.getState();
  const variance = selectVariance(state);
  const evidence = evidenceOf(selectBound(state), variance);
  if (evidence === null) return null;
  const { pack } = evidence.of;
  const shown = shownOf(noiseOf(state).bound, lanesOf(state), variance);
  return {
    about: ABOUT,
    name: `nudge-${pack.id}-bound`,
    palette: pagePalette(),
    csv: () => csvShown(shown, variance),
    picture: () => stepFrame(evidence, variance, selectPictures(state)),
    strip: () => levelsFrame(evidence, variance, stripTimes(evidence.T - 1), null),
    film: () =>
      sinkingFilm(evidence.T - 1, (t) => levelsFrame(evidence, variance, [t], t / (evidence.T - 1))),
    data: async () => {
      const { hash } = await linkTo(state, world, view);
      const { source } = noiseOf(state).settings;
      return {
        pieces: jsonPieces({ ...dataShown(shown, evidence, variance), address: hash, picture: source }),
        count: 16,
      };
    },
    python: null,
  };
}

/** The bound as data: from its rows, prior and variance everything else on screen follows. */
export function dataOf(evidence: Evidence, variance: VarianceType) {
  const { of, rows, T, prior, total, half } = evidence;
  return {
    format: 'nudge-bound',
    version: 1,
    pack: of.pack.id,
    ...(of.pack.sha256 === undefined ? {} : { sha256: of.pack.sha256 }),
    shape: of.pack.sampleShape,
    noiseSeed: of.seed,
    variance,
    T,
    /** Bits per dimension. */
    total: total.bits,
    complete: total.complete,
    prior,
    /** Of each draw of the noise that is complete. */
    totals: evidence.totals,
    ofVarianceAlone: costOfVariance(evidence, variance),
    halfOfBitsUpTo: half,
    // there is no weight at t = 0
    terms: rows.map((row) => ({ ...row, weight: row.t === 0 ? null : row.weight })),
    x0: of.x0,
  } as const;
}

/** Of several pictures each, and of a set what is said of all. @param evidence of the picture that is shown */
export function dataShown({ lanes, each, evidence: all }: Shown, evidence: Evidence, variance: VarianceType) {
  if (lanes.kind === 'one') return dataOf(evidence, variance);
  return {
    format: 'nudge-bounds',
    version: 1,
    compared: lanes.kind,
    ...(all?.set === undefined
      ? {}
      : { count: all.set.count, counted: all.set.counted, mean: intervalOf(all.set.total) }),
    pictures: lanes.of.flatMap(({ key }, i) => {
      const one = each[i];
      return one === null || one === undefined
        ? []
        : { name: lanes.names[i] ?? nameOf(key, i), ...dataOf(one, variance) };
    }),
  } as const;
}

/** JSON knows no infinity. */
const intervalOf = ({ value, low, high }: Estimate) =>
  Number.isFinite(low) ? { value, low, high } : { value };

function captionOf({ of, total, rows, T }: Evidence, variance: VarianceType): string {
  const sum = `${total.complete ? '' : 'about '}${total.bits.toFixed(3)} bits/dim`;
  const known = total.complete ? `all ${T} values of t` : `${rows.length} of ${T} values of t`;
  return `${sum}, ${known}, ${variance}, noise seed ${of.seed}   ${of.pack.title}, Nudge`;
}

/** The step at one t; its places are empty where the model has not been asked about it. */
export function stepFrame(evidence: Evidence, variance: VarianceType, pictures: BoundPictures | null): Frame {
  const difference = pictures && pictures.modelMean.map((x, i) => x - (pictures.trueMean[i] ?? 0));
  const range = difference === null ? 1 : Math.max(1e-9, maxAbs(difference));
  const row = evidence.rows.find(({ t }) => t === pictures?.t);
  const bits = row === undefined ? '' : `${formatSmall(row.bits)} bits/dim`;
  return {
    shape: evidence.of.pack.sampleShape,
    caption: captionOf(evidence, variance),
    share: null,
    rows: [
      [
        tileOf(pictures?.xt, { title: 'Noisy x_t', note: pictures === null ? '' : `t = ${pictures.t}` }),
        tileOf(pictures?.trueMean, { title: 'q’s mean' }),
        tileOf(pictures?.modelMean, { title: 'Model’s mean', note: bits, tone: 'model' }),
        tileOf(difference, { title: 'Off by', note: `± ${formatSmall(range)}`, range }),
      ],
    ],
  };
}

/** x_t at some t, each with the bits of all steps up to it. */
export function levelsFrame(
  { of, upTo, ...rest }: Evidence,
  variance: VarianceType,
  times: readonly number[],
  share: number | null,
): Frame {
  const about = rest.total.complete ? '' : 'about ';
  return {
    shape: of.pack.sampleShape,
    caption: captionOf({ of, upTo, ...rest }, variance),
    share,
    rows: [
      times.map((t) =>
        tileOf(noisedFor(of, t), { title: `t = ${t}`, note: `${about}${formatSmall(upTo[t] ?? 0)} bits` }),
      ),
    ],
  };
}
