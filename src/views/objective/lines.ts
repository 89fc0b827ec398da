// What of the bound is drawn over t: the losses, what they weigh, and the bits, of one picture, of a set or of three.

import type { Axis, Series } from '../../plots/line-layout';
import type { Estimate } from '../../measures/shares';
import type { LaneName } from '../../worlds/images/bound/lanes';
import { bandOver } from './axis';
import type { Named } from './over-pictures';
import type { Evidence, OfSet, TermRow } from './shown';

export const TRAINED = 'as trained';
export const CLIPPED = 'x̂₀ clipped';
/** The last step, whose bits are those of a discretised Gaussian. */
export const LAST = 'L₀';
export const ALONE = 'Σ = β alone';

export const BITS: Axis = { from: 1e-6, to: 2, log: true };

export const TONES: Readonly<Record<LaneName, Series['tone']>> = {
  own: 'model',
  foreign: 'ink',
  shuffled: 'quiet',
};

const NO_ROWS: Pick<Evidence, 'rows' | 'drawn'> = { rows: [], drawn: [] };

/** Of one picture, or of the mean over a set. */
export function linesOf(evidence: Evidence | null, at: (row: TermRow) => number) {
  const { rows, drawn } = evidence ?? NO_ROWS;
  const line = (name: string, tone: Series['tone'], value: (row: TermRow) => number): Series => ({
    name,
    tone,
    points: rows.map((row) => [at(row), value(row)] as const),
  });
  const spread = (alone: Series, value: (row: TermRow) => number): Series =>
    drawn.length === 0 ? alone : { ...alone, band: drawn.map((of) => bandOver(of, at, value)) };
  const bands = evidence?.set?.bands ?? [];
  const sure = (alone: Series, of: (band: OfSet['bands'][number]) => Estimate): Series =>
    bands.length === 0
      ? alone
      : { ...alone, band: bands.map((band) => [at(band.row), of(band).low, of(band).high] as const) };
  return {
    losses: [
      line(CLIPPED, 'quiet', ({ clippedLoss }) => clippedLoss),
      sure(
        spread(
          line(TRAINED, 'model', ({ loss }) => loss),
          ({ loss }) => loss,
        ),
        ({ loss }) => loss,
      ),
    ],
    weights: [line('weight', 'ink', ({ weight }) => weight)],
    bits: [
      ...ofVarianceAlone(rows, at),
      ...lastApart(
        sure(
          spread(
            line('L_t', 'model', ({ bits }) => bits),
            ({ bits }) => bits,
          ),
          ({ bits }) => bits,
        ),
        { name: LAST, tone: 'ink' },
        rows,
      ),
    ],
  };
}

/** L_0 is no distance of two Gaussians: no line leads to it. */
function lastApart(line: Series, last: Pick<Series, 'name' | 'tone'>, rows: readonly TermRow[]): Series[] {
  const [first] = line.points;
  if (first === undefined || rows[0]?.t !== 0) return [line];
  const { band, ...rest } = line;
  const steps = { ...rest, points: line.points.slice(1) };
  return [
    band === undefined ? steps : { ...steps, band: band.filter(([x]) => x !== first[0]) },
    { ...last, points: [first] },
  ];
}

/** What Σ costs by itself where it is not the least, as an area. */
function ofVarianceAlone(rows: readonly TermRow[], at: (row: TermRow) => number): Series[] {
  const points = rows.flatMap((row) => (row.ofVariance > 0 ? [[at(row), row.ofVariance] as const] : []));
  if (points.length === 0) return [];
  return [{ name: ALONE, tone: 'quiet', points, band: points.map(([x, bits]) => [x, BITS.from, bits]) }];
}

/** A line of each of those that are compared; the weight is the same for all where Σ is fixed. */
export function comparedLines(
  compared: readonly Named[],
  own: Evidence | null,
  at: (row: TermRow) => number,
) {
  const lines = (value: (row: TermRow) => number): Series[] =>
    compared.map(({ name, evidence }) => ({
      name,
      tone: TONES[name],
      points: (evidence?.rows ?? []).map((row) => [at(row), value(row)] as const),
    }));
  return {
    losses: lines(({ loss }) => loss),
    weights: linesOf(own, at).weights,
    bits: lines(({ bits }) => bits).flatMap((line, i) =>
      lastApart(line, { name: `${line.name}, ${LAST}`, tone: line.tone }, compared[i]?.evidence?.rows ?? []),
    ),
  };
}
