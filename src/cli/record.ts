// npm run record: takes one guided run of the digits on WASM and writes it as the recording that the page plays
// while the model loads.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chain, chainModel } from '../chain/chain';
import { recordStep, type RecordedRun, type RecordedStep } from '../diffusion/recording';
import { openPack } from '../pack/open-pack';
import { verdictsOf } from '../pack/verdicts';
import type { Samples } from '../terms/sample';
import { filesInFolder } from './files-in-folder';
import { startWasm } from './start-wasm';
import { guideOf } from '../terms/pack-info';
import { meanShift } from '../terms/rule';
import { classTarget } from '../terms/target';

const STEPS = 20;
const SEED = 1;
const TARGET = 7;
const OUT = join('public', 'recorded-run.json');

async function main(): Promise<void> {
  await startWasm();
  const pack = await openPack(filesInFolder('models/digits'), () => {});
  const config = pack.info.scheduler;
  const model = chainModel(pack);
  const sampler = { kind: 'ddpm' } as const;
  const lanes = [guideOf(pack.info)?.scale.default ?? 0, 0].map((guidanceScale) => ({
    target: classTarget(TARGET),
    guidanceScale,
    seed: SEED,
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
  const recording: RecordedRun = {
    format: 3,
    pack: { ...pack.info, scheduler: { ...config, predictionType: 'sample' } },
    sampler,
    lanes,
    steps,
    verdicts: judged ? verdictsOf(judged.probs, lanes.length) : null,
  };
  writeFileSync(OUT, JSON.stringify(recording));
  process.stderr.write(`${OUT}: ${STEPS} steps, ${JSON.stringify(recording.verdicts)}\n`);
}

void main();
