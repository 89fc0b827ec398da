// A sweep as files: its measures as a table and as data, its samples as a picture, its trade-off as a drawing.

import type { Tile } from '../../export/frame';
import { sampleSize } from '../../terms/sample';
import type { Estimate } from '../../measures/shares';
import { part } from '../../terms/part';
import type { SweepOf } from '../../sweep/asked';
import type { Varied } from '../../sweep/sampled';
import type { Sweep } from '../../sweep/sweep';
import { kindOf, realValueOf, valueOf, type Kind } from './kinds';
import { pagePalette } from '../share/palette';
import type { Shown } from './use-tradeoff';

export interface Exported {
  readonly of: SweepOf;
  readonly sweep: Sweep;
  readonly shown: Shown;
  /** The address that restores it. */
  readonly address: string;
}

/** Columns of a value and the ends of its interval; empty where that is not known. */
function ends(of: Estimate | null | undefined): readonly string[] {
  if (of === null || of === undefined) return ['', '', ''];
  return [of.value, of.low, of.high].map((each) => (Number.isFinite(each) ? String(each) : ''));
}

const withEnds = (name: string): readonly string[] => [name, `${name}_low`, `${name}_high`];

/** One line a row; what it is of stands in the lines that begin with #. */
export function csvOf({ of, shown, address }: Exported): string {
  const { tradeoff, rows, distances } = shown;
  const { made, pack } = of;
  const { measures } = kindOf(of);
  const about = [
    `pack ${pack.id}, model ${made.model}, guide ${made.guide ?? 'none'}, target ${made.target}, ${made.sampler}, ${made.steps} steps`,
    `variety at m = ${tradeoff.m ?? 'unknown'} accepted samples of each row; _low and _high are ends of 95 % intervals`,
    address,
  ];
  const names = [
    ...VARIED,
    'origin',
    'samples',
    'accepted',
    ...['acceptance', 'nats', ...measures.map(({ id }) => id)].flatMap(withEnds),
  ];
  const lines = rows.map(({ samples, isShipped, ...varied }, i) => {
    const row = tradeoff.rows[i] ?? null;
    const first = [...ofRow(varied), isShipped ? 'precomputed' : 'here', String(samples.length)];
    const variety = measures.flatMap((each) => ends(row && valueOf(row, each)));
    return [...first, String(row?.accepted ?? ''), ...ends(row?.acceptance), ...ends(row?.nats), ...variety];
  });
  const isBare = distances.some((each) => each !== null);
  const bare = rows.map(({ samples, ...varied }, i) => [
    ...ofRow(varied),
    String(samples.length),
    ...ends(distances[i]),
  ]);
  const table = isBare
    ? [[...VARIED, 'samples', ...withEnds('distance_in_pixels')], ...bare]
    : [names, ...lines, ...realLine(shown, measures)];
  return [...about.map((text) => `# ${text}`), ...table.map((line) => line.join(',')), ''].join('\n');
}

const VARIED = ['scale', 'from_t', 'to_t'] as const;

/** Without ends of t where s acts in all of them. */
const ofRow = ({ scale, interval }: Varied): readonly string[] => [
  String(scale),
  ...(interval === null ? ['', ''] : interval.map(String)),
];

function realLine(
  { tradeoff: { real, m } }: Shown,
  measures: Kind['measures'],
): readonly (readonly string[])[] {
  if (real === null) return [];
  const values = [real.acceptance, real.nats, ...measures.map((each) => realValueOf(real, each))];
  return [['', '', '', 'real', String(m), '', ...values.flatMap((value) => [String(value ?? ''), '', ''])]];
}

/** Settings, what made the samples, every sample's verdict and features, and the measures. */
export function jsonOf({ of, sweep, shown, address }: Exported): string {
  return JSON.stringify({
    format: 'nudge-sweep',
    version: 1,
    address,
    made: of.made,
    weights: sweep.shipped?.weights ?? null,
    backend: sweep.backend,
    settings: {
      ...of.settings,
      target: of.made.target,
      scales: of.scales,
      intervals: of.intervals,
      at: of.at,
    },
    m: shown.tradeoff.m,
    real: shown.tradeoff.real,
    rows: shown.rows.map(({ scale, interval, samples, isShipped, here }, i) => ({
      scale,
      interval,
      origin: isShipped ? 'precomputed' : 'here',
      seeds: isShipped ? null : [...here.keys()],
      measures: shown.tradeoff.rows[i] ?? null,
      distance: shown.distances[i] ?? null,
      verdicts: samples.map(({ verdict }) => verdict),
      ...(of.pack.text === undefined ? {} : { words: samples.map(({ words }) => words) }),
      ...(of.mixture === null ? {} : { points: samples.map(({ x0 }) => x0 && Array.from(x0, rounded)) }),
      features: samples.map(({ features }) => (features === null ? null : Array.from(features, rounded))),
    })),
  });
}

const rounded = (value: number): number => Number(value.toPrecision(6));

/** Pictures in a row of the picture. */
const MOST_COLUMNS = 16;

export async function pngOf({ of, shown }: Exported): Promise<Blob> {
  const { makeFile } = await part(() => import('../../export/film-maker'));
  const size = sampleSize(of.pack.sampleShape);
  const columns = Math.min(MOST_COLUMNS, Math.max(...shown.rows.map(({ samples }) => samples.length)));
  const rows = shown.rows.map(({ name, samples }) =>
    Array.from({ length: columns }, (_, i): Tile => {
      const values = samples[i]?.x0 ?? null;
      const title = i === 0 && of.guide !== null ? name : '';
      return {
        values: values?.length === size ? values.slice() : null,
        range: null,
        title,
        note: '',
        tone: 'plain',
      };
    }),
  );
  const { made, pack } = of;
  const inAll = of.settings.vary === 'interval' ? `s = ${of.at} at the t that are named, ` : '';
  const caption = `${pack.title}, target ${made.target}, ${made.sampler}, ${made.steps} steps, ${inAll}a seed a column   Nudge`;
  const job = { kind: 'png', frames: 1, rate: 1, palette: pagePalette() } as const;
  const frame = { shape: pack.sampleShape, caption, share: null, rows };
  return await makeFile(job, () => frame, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}

/** As attributes: the page's policy forbids styles that stand in elements. */
const KEPT = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
] as const;

/** A plot that is on the page, with the styles that it has there. */
export function svgOf(plot: SVGSVGElement): string {
  const copy = plot.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  const [from, to] = [plot, copy].map((root) => [root, ...root.querySelectorAll('*')]);
  to!.forEach((element, i) => {
    const style = getComputedStyle(from![i]!);
    for (const name of KEPT) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute('class');
  });
  const { width, height, x, y } = plot.viewBox.baseVal;
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(3 * width));
  copy.setAttribute('height', String(3 * height));
  copy.insertAdjacentHTML(
    'afterbegin',
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${paper.trim()}"/>`,
  );
  return new XMLSerializer().serializeToString(copy);
}
