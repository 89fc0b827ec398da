// npm run record -- digits faces words: takes one guided run of each pack on WASM and writes it as the recording that the
// page plays while that model loads: that of the first seed which shows what guidance does. Without names: of all.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chain, chainModel } from '../chain/chain';
import { recordStep, type RecordedRun, type RecordedStep } from '../formats/recording';
import { openPack } from '../pack/open-pack';
import { verdictsOf } from '../pack/verdicts';
import { NudgeError, reportOf } from '../terms/errors';
import { readingsOf } from '../terms/networks';
import type { Samples } from '../terms/sample';
import { filesInFolder } from './files-in-folder';
import { recordWords } from './record-words';
import { expectRecordable } from './recordable';
import { startWasm } from './start-wasm';
import { guideOf } from '../terms/pack-info';
import { meanShift } from '../terms/rule';
import { readPrompt } from '../terms/prompt-text';
import { askedValues, findsAll } from '../terms/prompt-values';
import { classOf, classTarget, type Target } from '../terms/target';

const STEPS = 20;
const MOST_SEEDS = 200;
const WORDS = join('public', 'recorded-words.json');

interface Wanted {
  readonly target: Target;
  /** How sure the judge must be of both lanes. */
  readonly sure: number;
  readonly out: string;
}

const wanted: Readonly<Record<string, Wanted>> = {
  digits: { target: classTarget(7), sure: 0.99, out: join('public', 'recorded-run.json') },
  faces: {
    target: { kind: 'prompt', parts: readPrompt('blue hair and dark glasses') },
    sure: 0.9,
    out: join('public', 'recorded-faces.json'),
  },
};

type Pack = Awaited<ReturnType<typeof openPack>>;

/** The guided sample is read as what was asked for, its unguided twin in nothing of it, and both surely. */
function showsGuidance({ pack, verdicts, lanes: [lane] }: RecordedRun, least: number): boolean {
  const [guided, twin] = verdicts ?? [];
  if (guided === undefined || twin === undefined || lane === undefined) return false;
  const slots = guideOf(pack)?.slots ?? [];
  const asked = askedValues(lane.target, slots);
  const isAsked = (at: number): boolean => asked === null || asked[slots[at]?.name ?? ''] !== undefined;
  const sure = [guided, twin].every((verdict) =>
    readingsOf(verdict).every(({ probability }, at) => !isAsked(at) || probability >= least),
  );
  if (asked === null) return sure && classOf(lane.target) === guided.label && guided.label !== twin.label;
  const none = Object.entries(asked).every(([name, value]) => !findsAll(twin, { [name]: value }, slots));
  return sure && none && findsAll(guided, asked, slots) === true;
}

async function record(pack: Pack, target: Target, seed: number): Promise<RecordedRun> {
  const config = pack.info.scheduler;
  const model = chainModel(pack);
  const sampler = { kind: 'ddpm' } as const;
  const lanes = [guideOf(pack.info)?.scale.default ?? 0, 0].map((guidanceScale) => ({
    target,
    guidanceScale,
    seed,
  }));
  const steps: RecordedStep[] = [];
  let x0: Samples = new Float32Array();
  for await (const step of chain(
    model,
    { sampler, rule: meanShift, steps: STEPS, from: null },
    () => lanes,
  )) {
    steps.push(recordStep(step));
    x0 = step.xPrev;
  }
  const judge = await pack.judge();
  const judged = await judge?.judge(x0);
  return {
    format: 3,
    pack: { ...pack.info, scheduler: { ...config, predictionType: 'sample' } },
    sampler,
    lanes,
    steps,
    verdicts: judged ? verdictsOf(judged.probs, lanes.length, judge?.slots) : null,
  };
}

async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const known = [...Object.keys(wanted), 'words'];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new NudgeError('bad-request', `expected ${known.join(' or ')}, got ${unknown}.`);
  }
  const isAsked = (name: string): boolean => names.length === 0 || names.includes(name);
  await startWasm();
  if (isAsked('words')) {
    const recording = await recordWords(await openPack(filesInFolder('models/words'), () => {}));
    writeFileSync(WORDS, JSON.stringify(recording));
  }
  for (const [name, { target, sure, out }] of Object.entries(wanted)) {
    if (!isAsked(name)) continue;
    const pack = await openPack(filesInFolder(`models/${name}`), () => {});
    expectRecordable(pack.info);
    const found = await firstThatShows(pack, target, sure);
    if (found === null)
      throw new NudgeError(
        'bad-request',
        `expected a seed of ${name} that shows guidance at ${sure}, got none of ${MOST_SEEDS}.`,
      );
    writeFileSync(out, JSON.stringify(found));
    process.stderr.write(`${out}: seed ${found.lanes[0]?.seed}, ${STEPS} steps\n`);
  }
}

async function firstThatShows(pack: Pack, target: Target, sure: number): Promise<RecordedRun | null> {
  for (let seed = 1; seed <= MOST_SEEDS; seed++) {
    const recording = await record(pack, target, seed);
    if (showsGuidance(recording, sure)) return recording;
  }
  return null;
}

main().catch((error: unknown) => {
  const { message, hint } = reportOf(error);
  process.stderr.write(`record: ${message}${hint ? ` ${hint}` : ''}\n`);
  process.exitCode = 1;
});
