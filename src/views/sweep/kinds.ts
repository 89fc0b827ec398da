// What is measured of pictures, of sentences and of points, as values: the columns of the table, and what the plots have
// on their axes.

import type { Estimate } from '../../measures/shares';
import type { Measure, RealMeasures, RowMeasures } from '../../measures/tradeoff';
import type { SweepOf } from '../../sweep/asked';

/** A measure on an axis, or in a column. */
export interface Quantity {
  readonly id: Measure | 'acceptance';
  /** Of a table. @param m accepted samples; null while that is not known */
  readonly head: (m: number | null) => string;
  /** Of an axis. */
  readonly title: (m: number | null) => string;
  readonly as: (value: number) => string;
  /** A share goes up to 1, a score up to m, anything else as far as it does. */
  readonly reaches: 'share' | 'm' | 'far';
}

export interface PlotOf {
  readonly title: string;
  readonly about: string;
  /** What it means to go up, and to the right. */
  readonly info: readonly string[];
  readonly x: Quantity;
  readonly y: Quantity;
  readonly height: number;
}

export interface Kind {
  /** Of a row's accepted samples. */
  readonly measures: readonly Quantity[];
  /** What counts as variety, and how that is said of a row. */
  readonly variety: Quantity;
  readonly saysVariety: (value: number, m: number | null) => string;
  readonly plots: readonly PlotOf[];
  readonly nats: { readonly title: string; readonly head: string; readonly info: string };
  readonly judge: string;
  readonly samples: string;
}

const percent = (value: number): string => `${(100 * value).toFixed(0)} %`;
const one = (value: number): string => value.toFixed(1);
const two = (value: number): string => value.toFixed(2);
const of = (text: string) => (m: number | null) => (m === null ? text : `${text} of ${m}`);

const accepted = (by: string): Quantity => ({
  id: 'acceptance',
  head: () => 'accepted',
  title: () => `accepted by ${by}`,
  as: percent,
  reaches: 'share',
});
const plain = (id: Measure, name: string, as: Quantity['as'], reaches: Quantity['reaches']): Quantity => ({
  id,
  head: () => name,
  title: of(name),
  as,
  reaches,
});

const vendi: Quantity = {
  id: 'vendi',
  head: of('different'),
  title: (m) => `different ones${m === null ? '' : ` of ${m}`} (Vendi)`,
  as: one,
  reaches: 'm',
};
const recall: Quantity = { ...plain('recall', 'recall', percent, 'share'), title: () => 'recall' };
const precision = plain('precision', 'precision', percent, 'share');

const GOES =
  'Up: more of the samples are what was asked for. Right: those that are differ more from each other. Guidance goes up and left.';

const pictures: Kind = {
  measures: [vendi, plain('distance', 'distance', two, 'far'), recall, precision],
  variety: vendi,
  saysVariety: (value, m) => `${one(value)} different ones of ${m}`,
  plots: [
    {
      title: 'Trade-off',
      about: 'the trade-off',
      info: [
        GOES,
        'The Vendi score (Friedman & Dieng 2023) is the effective number of different samples, from the judge’s features, with a Gaussian kernel as wide as half the median real distance. Intervals: Wilson for shares, a jackknife on the scale of log odds for what is computed of sets.',
      ],
      x: vendi,
      y: accepted('the judge'),
      height: 230,
    },
    {
      title: 'Recall and precision',
      about: 'recall and precision',
      info: [
        'Precision: how many of the accepted samples lie among real ones. Recall: how many real ones lie near some sample, which with few samples is small even for real ones (Kynkäänniemi et al. 2019).',
      ],
      x: precision,
      y: recall,
      height: 190,
    },
  ],
  nats: {
    title: 'The judge’s NLL',
    head: 'NLL, nats',
    info: '−log p of what was asked for, by the judge, in nats, over all samples: 0 where it is sure, 2.3 where it guesses among ten.',
  },
  judge: 'read by a judge that never guides',
  samples: 'pictures',
};

const distinct = plain('distinct2', 'distinct-2', percent, 'share');
const repeats = plain('repeats', 'repeating', percent, 'share');

const sentences: Kind = {
  measures: [distinct, repeats],
  variety: distinct,
  saysVariety: (value) => `distinct-2 ${percent(value)}`,
  plots: [
    {
      title: 'Trade-off',
      about: 'the trade-off',
      info: [
        'Up: more of the sentences say all that was asked for, as pattern rules read them, which never guide. Right: more of their pairs of neighbouring words are different ones (distinct-2, Li et al. 2016), which falls with the number of sentences and so is taken at the same one in every row.',
        'Intervals: Wilson for shares, a jackknife on the scale of log odds for distinct-2.',
      ],
      x: distinct,
      y: accepted('the rules'),
      height: 230,
    },
    {
      title: 'Repetition',
      about: 'repetition',
      info: ['How many of the accepted sentences say a word twice at once, which people do not.'],
      x: repeats,
      y: accepted('the rules'),
      height: 190,
    },
  ],
  nats: {
    title: 'The judge’s NLL',
    head: 'NLL a word',
    info: '−log p of the words and their end, in nats a word, by a model of language that never guides: how usual the sentence is, whatever it says.',
  },
  judge: 'read by pattern rules that never guide',
  samples: 'sentences',
};

const spread = plain('spread', 'spread', two, 'far');
const swd = plain('swd', 'SWD', two, 'far');

const points: Kind = {
  measures: [spread, swd],
  variety: spread,
  saysVariety: (value) => `spread ${two(value)}`,
  plots: [
    {
      title: 'Trade-off',
      about: 'the trade-off',
      info: [
        'Up: more of the points are of the class asked for, by the exact classifier. Right: those that are spread farther from their mean, root mean square.',
        'The diamond: as many points of the exact p(x | y). Intervals: Wilson for shares, a jackknife for what is computed of sets.',
      ],
      x: spread,
      y: accepted('the exact classifier'),
      height: 230,
    },
    {
      title: 'Distance to the truth',
      about: 'the distance to the truth',
      info: [
        'Sliced Wasserstein distance of the accepted points to a thousand points of the exact p(x | y). It is not 0 for so few points of the truth either: the diamond.',
      ],
      x: swd,
      y: accepted('the exact classifier'),
      height: 190,
    },
  ],
  nats: {
    title: 'The exact NLL',
    head: 'NLL, nats',
    info: '−log p(y | x) by the exact classifier, in nats, over all points.',
  },
  judge: 'read by the exact classifier, which never guides here',
  samples: 'points',
};

/** Pictures, sentences or points. */
export function kindOf(asked: Pick<SweepOf, 'pack' | 'mixture'> | null): Kind {
  if (asked?.pack.text !== undefined) return sentences;
  return asked?.mixture ? points : pictures;
}

export function valueOf(row: RowMeasures, { id }: Quantity): Estimate | null {
  return id === 'acceptance' ? row.acceptance : (row.variety?.[id] ?? null);
}

export function realValueOf(real: RealMeasures, { id }: Quantity): number | null {
  return real[id] ?? null;
}
