// npm run record: takes one guided run of the digits on WASM and writes it as the recording that the page plays
// while the model loads.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chain } from '../chain/chain';
import { recordStep, type RecordedRun, type RecordedStep } from '../diffusion/recording';
import { createSchedule } from '../diffusion/schedule';
import { openPack } from '../pack/open-pack';
import { verdictsOf } from '../pack/verdicts';
import type { Samples } from '../terms/sample';
import { filesInFolder } from './files-in-folder';
import { startWasm } from './start-wasm';

const STEPS = 20;
const SEED = 1;
const TARGET = 7;
const OUT = join('public', 'recorded-run.json');

async function main(): Promise<void> {
  await startWasm();
  const pack = await openPack(filesInFolder('models/digits'), () => {});
  const config = pack.info.scheduler;
  const model = { denoiser: pack.denoiser, guide: pack.guide, config, schedule: createSchedule(config) };
  const sampler = { kind: 'ddpm' } as const;
  const lanes = [pack.info.defaultGuidanceScale, 0].map((guidanceScale) => ({
    target: TARGET,
    guidanceScale,
    seed: SEED,
  }));
  const steps: RecordedStep[] = [];
  let x0: Samples = new Float32Array();
  for await (const step of chain(model, { sampler, steps: STEPS, from: null }, () => lanes)) {
    steps.push(recordStep(step));
    x0 = step.xPrev;
  }
  const judged = await (await pack.judge())?.judge(x0);
  const recording: RecordedRun = {
    format: 2,
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
