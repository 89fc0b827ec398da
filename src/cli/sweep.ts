// A pack's sweep.json, and of pictures sweep.png, of what `npm run sample` has written at several scales: what the page's
// Sweep shows before anything is measured there. It samples nothing; the judge reads pictures again for its features.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPack, type OpenedPack } from '../pack/open-pack';
import { parseNudgeJson } from '../pack/nudge-json';
import { verdictOf, sentenceVerdict } from '../sweep/judging';
import type { SweepVerdict } from '../sweep/sampled';
import { targetOfText, type ShippedFile } from '../sweep/shipped';
import { NudgeError, reportOf } from '../terms/errors';
import type { Judged } from '../terms/networks';
import { guideOf, type GuideInfo } from '../terms/pack-info';
import type { Samples } from '../terms/sample';
import { classOf, type Target } from '../terms/target';
import { contactSheet } from './contact-sheet';
import { filesInFolder } from './files-in-folder';
import { notingWeights, weightsOfGuide } from './noted-weights';
import { sampledRows, type SampledRow, type SamplesFile } from './sampled-rows';
import { startWasm } from './start-wasm';

const usage =
  'Usage: node build/cli/sweep.cjs --pack models/digits FOLDER...   folders that npm run sample wrote';

/** Samples of each scale whose pictures are kept. */
const COLUMNS = 16;

type Rows = Pick<ShippedFile, 'units' | 'pictures' | 'rows'>;

/** What the verdicts are on. */
interface Asked {
  readonly guide: GuideInfo | null;
  readonly target: Target;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { pack: { type: 'string' } },
    allowPositionals: true,
  });
  const folder = values.pack;
  if (folder === undefined || positionals.length === 0) throw new NudgeError('bad-request', usage);
  await startWasm();
  const { files, weights } = notingWeights(filesInFolder(folder));
  const pack = await openPack(files, () => {});
  const read = positionals.map((path): SamplesFile =>
    JSON.parse(readFileSync(join(path, 'samples.json'), 'utf8')),
  );
  const { rows, ...made } = sampledRows(read, pack.info.sampleShape);
  const target = targetOfText(made.target);
  if (target === null) throw new NudgeError('bad-request', `target: got ${made.target}.`);
  const guide = made.guide === null ? null : guideOf(pack.info, made.guide);
  const asked = { guide, target };
  const found =
    pack.info.text === undefined
      ? await ofPictures(pack, asked, rows, folder)
      : await ofSentences(pack, asked, rows, folder);
  const { guides } = parseNudgeJson(JSON.parse(readFileSync(join(folder, 'nudge.json'), 'utf8')));
  const file = {
    format: 1,
    made: `npm run sample, ${made.seeds} samples a scale`,
    weights: weightsOfGuide(weights, guides, made.guide),
    ...made,
    ...found,
  };
  writeFileSync(join(folder, 'sweep.json'), `${JSON.stringify(file)}\n`);
  process.stderr.write(`${join(folder, 'sweep.json')}: ${rows.length} scales, ${made.seeds} samples each\n`);
}

async function ofPictures(
  pack: OpenedPack,
  asked: Asked,
  rows: readonly SampledRow[],
  folder: string,
): Promise<Rows> {
  const judge = await pack.judge();
  if (judge === null) throw withoutJudge(folder);
  const judged: Judged[] = [];
  for (const { pictures } of rows) judged.push(await judge.judge(joined(pictures)));
  const count = rows[0]!.pictures.length;
  const size = judged[0]!.features.length / count;
  const units = Array.from({ length: size }, (_, k) => {
    const most = Math.max(1e-6, ...judged.map(({ features }) => greatest(features, k, size)));
    return Number((most / 255).toPrecision(6));
  });
  const columns = Math.min(COLUMNS, count);
  const shown = joined(rows.map(({ pictures }) => joined(pictures.slice(0, columns))));
  writeFileSync(join(folder, 'sweep.png'), contactSheet(shown, pack.info.sampleShape, columns, 1, 0));
  return {
    units,
    pictures: { path: 'sweep.png', columns },
    rows: rows.map(({ scale }, i) => {
      const { probs, features } = judged[i]!;
      const each = probs.length / count;
      const verdicts = Array.from({ length: count }, (_, n) =>
        verdictOf(asked, probs.subarray(n * each, (n + 1) * each)),
      );
      return {
        scale,
        labels: verdicts.map(({ label }) => label),
        // of a class, the label says it
        ...(classOf(asked.target) === null ? { accepted: acceptedOf(verdicts) } : {}),
        nats: verdicts.map(({ nats }) => short(nats)),
        features: Buffer.from(
          features.map((value, k) => Math.min(255, Math.round(value / units[k % size]!))),
        ).toString('base64'),
      };
    }),
  };
}

async function ofSentences(
  pack: OpenedPack,
  asked: Asked,
  rows: readonly SampledRow[],
  folder: string,
): Promise<Rows> {
  // its nats stand in samples.json: it is opened for its weights to be noted
  if (!(await pack.sentenceJudge?.())) throw withoutJudge(folder);
  return {
    rows: rows.map(({ scale, sentences }) => {
      const verdicts = sentences.map(({ words, nats }) => sentenceVerdict(asked, words, nats ?? Number.NaN));
      return {
        scale,
        accepted: acceptedOf(verdicts),
        nats: verdicts.map(({ nats }) => short(nats)),
        sentences: sentences.map(({ words }) => words.join(' ')),
      };
    }),
  };
}

const withoutJudge = (folder: string): NudgeError =>
  new NudgeError('bad-request', `${folder}: expected a pack with a judge.`);

function acceptedOf(verdicts: readonly SweepVerdict[]): boolean[] {
  return verdicts.map(({ accepted }) => {
    if (accepted !== null) return accepted;
    throw new NudgeError('bad-request', 'target: expected what can be read off a sample.');
  });
}

const short = (value: number): number => Number(value.toPrecision(4));

function greatest(features: Float32Array, k: number, size: number): number {
  let most = 0;
  for (let i = k; i < features.length; i += size) most = Math.max(most, features[i]!);
  return most;
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
