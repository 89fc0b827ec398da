// npm run record: takes one guided run of the digits on WASM and writes it as the recording that the page plays
// while the model loads: that of the first seed which shows what guidance does. npm run record -- words: of sentences.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chain, chainModel } from '../chain/chain';
import { recordStep, type RecordedRun, type RecordedStep } from '../diffusion/recording';
import { openPack } from '../pack/open-pack';
import { verdictsOf } from '../pack/verdicts';
import type { Verdict } from '../terms/networks';
import type { Samples } from '../terms/sample';
import { filesInFolder } from './files-in-folder';
import { recordWords } from './record-words';
import { startWasm } from './start-wasm';
import { guideOf } from '../terms/pack-info';
import { meanShift } from '../terms/rule';
import { classTarget } from '../terms/target';

const STEPS = 20;
const TARGET = 7;
const MOST_SEEDS = 200;
/** How sure the judge must be of both lanes. */
const SURE = 0.99;
const OUT = join('public', 'recorded-run.json');
const WORDS = join('public', 'recorded-words.json');

type Pack = Awaited<ReturnType<typeof openPack>>;

/** The guided sample is read as what was asked for, its unguided twin as something else. */
function showsGuidance([guided, twin]: readonly Verdict[]): boolean {
  if (guided === undefined || twin === undefined) return false;
  const sure = Math.min(guided.probability, twin.probability) >= SURE;
  return sure && guided.label === TARGET && twin.label !== TARGET;
}

async function record(pack: Pack, seed: number): Promise<RecordedRun> {
  const config = pack.info.scheduler;
  const model = chainModel(pack);
  const sampler = { kind: 'ddpm' } as const;
  const lanes = [guideOf(pack.info)?.scale.default ?? 0, 0].map((guidanceScale) => ({
    target: classTarget(TARGET),
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
  const judged = await (await pack.judge())?.judge(x0);
  return {
    format: 3,
    pack: { ...pack.info, scheduler: { ...config, predictionType: 'sample' } },
    sampler,
    lanes,
    steps,
    verdicts: judged ? verdictsOf(judged.probs, lanes.length) : null,
  };
}

async function main(): Promise<void> {
  await startWasm();
  if (process.argv.includes('words')) {
    const recording = await recordWords(await openPack(filesInFolder('models/words'), () => {}));
    writeFileSync(WORDS, JSON.stringify(recording));
    return;
  }
  const pack = await openPack(filesInFolder('models/digits'), () => {});
  for (let seed = 1; seed <= MOST_SEEDS; seed++) {
    const recording = await record(pack, seed);
    if (!showsGuidance(recording.verdicts ?? [])) continue;
    writeFileSync(OUT, JSON.stringify(recording));
    process.stderr.write(`${OUT}: seed ${seed}, ${STEPS} steps, ${JSON.stringify(recording.verdicts)}\n`);
    return;
  }
  throw new Error(`record: expected a seed that shows guidance at ${SURE}, got none of ${MOST_SEEDS}`);
}

void main();
