// npm run sample: the same chain without a browser, on WASM. Writes a PNG grid (a row for each class) and a JSON
// of the samples with the judge's verdicts; with --record also the whole run.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chain, chainModel } from '../chain/chain';
import { openPack } from '../pack/open-pack';
import { verdictsOf } from '../pack/verdicts';
import { reportOf } from '../terms/errors';
import type { Lane } from '../terms/lane';
import type { Verdict } from '../terms/networks';
import { sampleSize, type Samples } from '../terms/sample';
import type { Steering } from '../terms/steering';
import type { Step } from '../terms/step';
import { actsIn, expectAsked, isFound, whatIsAsked } from './what-is-asked';
import { writeSentences } from './write-sentences';
import { roundingOf } from '../diffusion/words/sentence';
import { readArguments, usage, UsageError, type SampleArguments } from './arguments';
import { contactSheet } from './contact-sheet';
import { filesInFolder } from './files-in-folder';
import { runFile } from './run-file';
import { startWasm } from './start-wasm';
import { guideOf, type GuideInfo, type PackInfo } from '../terms/pack-info';
import { laneRuleOf, runRuleOf } from '../terms/rule';
import { classOf } from '../terms/target';
import { targetText } from '../terms/target-text';

type OpenedPack = Awaited<ReturnType<typeof openPack>>;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  await startWasm();
  const pack = await openPack(filesInFolder(asked.pack, asked.answers), () => {});
  expectAsked(asked, pack.info);
  const { guide, targets } = whatIsAsked(asked, pack.info);
  const scale = asked.scale ?? guide?.scale.default ?? 0;
  const steps = asked.steps ?? pack.info.defaultSteps;
  const acts = actsIn(asked, pack.info);
  const named = {
    ...(guide === null || guide === guideOf(pack.info) ? {} : { guide: guide.id }),
    ...laneRuleOf(guide?.rule),
  };
  const lanes = targets.flatMap((target) =>
    asked.seeds.map((seed): Lane => ({ target, guidanceScale: scale, ...acts, seed, ...named })),
  );
  const recorded: Step[] = [];
  const samples = await sampleAll(pack, lanes, steps, asked, recorded);
  const verdicts = await judgeAll(pack, samples, lanes.length);
  const ended = lanes.map((lane) => asked.steer.reduce(turned(steps, pack.info), lane));
  const result = { lanes: ended, guide, samples, verdicts, scale, steps };
  if (roundingOf(pack.info) === null) write(asked, pack, result);
  else {
    const judge = await pack.sentenceJudge?.();
    const natsPerWord = judge ? await judge.natsPerWord(samples) : null;
    writeSentences(asked, pack.info, { ...result, natsPerWord }, say);
  }
  if (!asked.record) return;
  writeFileSync(
    join(asked.out, 'run.json'),
    JSON.stringify(runFile(pack.info, asked.sampler, recorded, verdicts)),
  );
  say(`${join(asked.out, 'run.json')} written`);
}

async function sampleAll(
  pack: OpenedPack,
  lanes: readonly Lane[],
  steps: number,
  { sampler, batch, steer, record }: SampleArguments,
  recorded: Step[],
): Promise<Samples> {
  const model = chainModel(pack);
  const size = sampleSize(pack.info.sampleShape);
  const rule = runRuleOf(guideOf(pack.info)?.rule);
  const samples = new Float32Array(lanes.length * size);
  const started = performance.now();
  for (let first = 0; first < lanes.length; first += batch) {
    const some = lanes.slice(first, first + batch);
    let index = 0;
    const steered = () => some.map((lane) => steer.reduce(turned(index, pack.info), lane));
    for await (const step of chain(model, { sampler, rule, steps, from: null }, steered)) {
      if (step.transition.prevT < 0) samples.set(step.xPrev, first * size);
      if (record) recorded.push(step);
      index++;
    }
    const done = first + some.length;
    const seconds = (performance.now() - started) / 1000;
    say(
      `${done} of ${lanes.length} samples, ${((1000 * seconds) / (done * steps)).toFixed(1)} ms a step and sample`,
    );
  }
  return samples;
}

/** What the steerings up to a step make of a lane. */
function turned(index: number, pack: PackInfo) {
  return (lane: Lane, { at, target, guide, guidanceScale, guidanceInterval }: Steering): Lane =>
    at > index
      ? lane
      : {
          ...lane,
          target: target ?? lane.target,
          guidanceScale: guidanceScale ?? lane.guidanceScale,
          ...(guidanceInterval === undefined ? {} : { guidanceInterval }),
          ...(typeof guide === 'string'
            ? { guide, rule: undefined, ...laneRuleOf(guideOf(pack, guide)?.rule) }
            : {}),
        };
}

async function judgeAll(pack: OpenedPack, samples: Samples, n: number): Promise<Verdict[] | null> {
  const judge = await pack.judge();
  if (judge === null) return null;
  const { probs } = await judge.judge(samples);
  return verdictsOf(probs, n, judge.slots);
}

interface Result {
  readonly lanes: readonly Lane[];
  readonly guide: GuideInfo | null;
  readonly samples: Samples;
  readonly verdicts: Verdict[] | null;
  readonly scale: number;
  readonly steps: number;
}

function write(
  asked: SampleArguments,
  pack: OpenedPack,
  { lanes, guide, samples, verdicts, scale, steps }: Result,
): void {
  const shape = pack.info.sampleShape;
  const found = verdicts?.map((verdict, i) => isFound(lanes[i]!.target, verdict, guide)) ?? [];
  const judged = found.filter((each) => each !== null);
  const right = judged.filter(Boolean).length;
  const accuracy = judged.length === 0 ? null : right / judged.length;
  const columns =
    lanes.length > asked.seeds.length ? asked.seeds.length : Math.ceil(Math.sqrt(asked.seeds.length));
  mkdirSync(asked.out, { recursive: true });
  writeFileSync(join(asked.out, 'samples.png'), contactSheet(samples, shape, columns));
  writeFileSync(
    join(asked.out, 'samples.json'),
    JSON.stringify({
      pack: pack.info.id,
      sampler: asked.sampler,
      steps,
      guide: guide?.id ?? null,
      scale,
      interval: asked.interval,
      shape,
      targets: lanes.map(({ target }) => classOf(target) ?? targetText(target)),
      seeds: lanes.map((lane) => lane.seed),
      verdicts,
      found,
      accuracy,
      layout: 'float32, little-endian, [B, H, W, C], base64',
      samples: Buffer.from(samples.buffer).toString('base64'),
    }),
  );
  say(`${join(asked.out, 'samples.png')} and samples.json written`);
  if (accuracy === null) return;
  for (
    let first = 0;
    lanes.length > asked.seeds.length && first < lanes.length;
    first += asked.seeds.length
  ) {
    const own = found.slice(first, first + asked.seeds.length);
    say(`${targetText(lanes[first]!.target)}: ${own.filter(Boolean).length} of ${own.length}`);
  }
  say(`judge: ${right} of ${judged.length} have all that was asked for (${(100 * accuracy).toFixed(1)} %)`);
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    say(`sample: ${error.message}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const { message, hint } = reportOf(error);
  say(`sample: ${message}${hint ? ` ${hint}` : ''}`);
  process.exitCode = 1;
});
