// A pack's sweep.json and sweep.png, of what `npm run sample` has written at several scales: what the page's Sweep shows
// before anything is measured there. It samples nothing; the judge reads the samples again for its features.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromBase64 } from '../formats/base64';
import { openPack } from '../pack/open-pack';
import { NudgeError, reportOf } from '../terms/errors';
import type { Judged } from '../terms/networks';
import { sampleSize, type Samples, type SampleShape } from '../terms/sample';
import { contactSheet } from './contact-sheet';
import { filesInFolder } from './files-in-folder';
import { startWasm } from './start-wasm';

const usage =
  'Usage: node build/cli/sweep.cjs --pack models/digits FOLDER...   folders that npm run sample wrote';

/** Samples of each scale whose pictures are kept. */
const COLUMNS = 16;

/** Of samples.json. */
interface Sampled {
  readonly sampler: { readonly kind: string };
  readonly steps: number;
  readonly guide: string | null;
  readonly scale: number;
  readonly targets: readonly (number | string)[];
  readonly seeds: readonly number[];
  readonly samples: string;
}

/** The same of every file. */
function common<T>(name: string, values: readonly T[]): T {
  const [first] = values;
  if (first === undefined || values.some((value) => value !== first)) {
    throw new NudgeError(
      'bad-request',
      `${name}: expected one, got ${[...new Set(values)].join(', ') || 'none'}.`,
    );
  }
  return first;
}

/** Samples of one scale by their seeds. */
type Row = ReadonlyMap<number, Samples>;

function rowsOf(read: readonly Sampled[], size: number): ReadonlyMap<number, Row> {
  const rows = new Map<number, Map<number, Samples>>();
  for (const { scale, seeds, samples } of read) {
    const values = fromBase64(samples);
    const row = rows.get(scale) ?? new Map<number, Samples>();
    seeds.forEach((seed, i) => row.set(seed, values.slice(i * size, (i + 1) * size)));
    rows.set(scale, row);
  }
  return new Map([...rows].toSorted(([a], [b]) => a - b));
}

/** How many seeds from the first on every scale has. */
function seedsOf(rows: ReadonlyMap<number, Row>): { readonly seed: number; readonly seeds: number } {
  const seed = Math.min(...[...rows.values()].flatMap((row) => [...row.keys()]));
  let seeds = 0;
  while ([...rows.values()].every((row) => row.has(seed + seeds))) seeds++;
  return { seed, seeds };
}

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { pack: { type: 'string' } },
    allowPositionals: true,
  });
  const folder = values.pack;
  if (folder === undefined || positionals.length === 0) throw new NudgeError('bad-request', usage);
  await startWasm();
  const pack = await openPack(filesInFolder(folder), () => {});
  const judge = await pack.judge();
  if (judge === null) throw new NudgeError('bad-request', `${folder}: expected a pack with a judge.`);
  const read = positionals.map((path): Sampled =>
    JSON.parse(readFileSync(join(path, 'samples.json'), 'utf8')),
  );
  const target = common(
    'target',
    read.flatMap(({ targets }) => targets),
  );
  if (typeof target !== 'number')
    throw new NudgeError('bad-request', `target: expected a class, got ${target}.`);
  const shape: SampleShape = pack.info.sampleShape;
  const rows = rowsOf(read, sampleSize(shape));
  const { seed, seeds } = seedsOf(rows);
  const ordered = [...rows.values()].map((row) => together(row, seed, seeds));
  const judged: Judged[] = [];
  for (const samples of ordered) judged.push(await judge.judge(samples));
  const size = judged[0]!.features.length / seeds;
  const units = Array.from({ length: size }, (_, k) => {
    const most = Math.max(1e-6, ...judged.map(({ features }) => greatest(features, k, size)));
    return Number((most / 255).toPrecision(6));
  });
  const weights = [
    'unet/diffusion_pytorch_model.safetensors',
    'classifier/model.safetensors',
    'judge/model.safetensors',
  ];
  const file = {
    format: 1,
    made: `npm run sample, ${seeds} samples a scale`,
    weights: Object.fromEntries(weights.map((path) => [path, sha256(join(folder, path))])),
    guide: common(
      'guide',
      read.map(({ guide }) => guide),
    ),
    target: String(target),
    sampler: common(
      'sampler',
      read.map(({ sampler }) => sampler.kind),
    ),
    steps: common(
      'steps',
      read.map(({ steps }) => steps),
    ),
    seed,
    seeds,
    units,
    pictures: { path: 'sweep.png', columns: Math.min(COLUMNS, seeds) },
    rows: [...rows.keys()].map((scale, i) => {
      const { probs, features } = judged[i]!;
      const classes = probs.length / seeds;
      const each = Array.from({ length: seeds }, (_, n) => probs.subarray(n * classes, (n + 1) * classes));
      return {
        scale,
        labels: each.map((own) => own.indexOf(Math.max(...own))),
        nats: each.map((own) => short(-Math.log(Math.max(1e-12, own[target] ?? 0)))),
        features: Buffer.from(
          features.map((value, k) => Math.min(255, Math.round(value / units[k % size]!))),
        ).toString('base64'),
      };
    }),
  };
  writeFileSync(join(folder, 'sweep.json'), `${JSON.stringify(file)}\n`);
  const shown = ordered.map((samples) => samples.slice(0, file.pictures.columns * sampleSize(shape)));
  writeFileSync(join(folder, 'sweep.png'), contactSheet(joined(shown), shape, file.pictures.columns, 1, 0));
  process.stderr.write(`${join(folder, 'sweep.json')}: ${rows.size} scales, ${seeds} samples each\n`);
}

const short = (value: number): number => Number(value.toPrecision(4));

function greatest(features: Float32Array, k: number, size: number): number {
  let most = 0;
  for (let i = k; i < features.length; i += size) most = Math.max(most, features[i]!);
  return most;
}

function together(row: Row, seed: number, seeds: number): Samples {
  return joined(Array.from({ length: seeds }, (_, i) => row.get(seed + i)!));
}

function joined(parts: readonly Samples[]): Samples {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

main().catch((error: unknown) => {
  const { message, hint } = reportOf(error);
  process.stderr.write(`sweep: ${message} ${hint}\n`);
  process.exitCode = 1;
});
