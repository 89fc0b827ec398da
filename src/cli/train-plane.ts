// Trains the plane's presets and writes what models/plane ships: one safetensors file (float16) for each. On WASM, one
// thread; the same seed gives the same weights. Bundled with the other commands: node build/cli/train-plane.cjs
// [--steps 6000] [--width 88] [--seed 1] [--out models/plane] [preset ...]

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { presets } from '../diffusion/mixture/presets';
import { namedPlaneTensors } from '../nn/plane-weights';
import { shippedScheduler } from '../train/loaded-networks';
import { networkOf } from '../train/tasks';
import { Trainer } from '../train/trainer';
import { invariant, reportOf } from '../terms/errors';
import { planeParts } from '../terms/trained';
import { safetensorsOf } from './safetensors-of';
import { startWasm } from './start-wasm';

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      steps: { type: 'string', default: '6000' },
      width: { type: 'string', default: '88' },
      batch: { type: 'string', default: '512' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: 'models/plane' },
    },
  });
  const chosen = presets.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
  await startWasm();
  mkdirSync(values.out, { recursive: true });
  for (const { id, mixture } of chosen) {
    const plane = { mixture, scheduler: shippedScheduler };
    const spec = {
      seed: Number(values.seed),
      width: Number(values.width),
      batch: Number(values.batch),
      mostSteps: Number(values.steps),
      learningRate: 2e-3,
      classDropout: 0.5,
      noisyClassifier: true,
      cleanClassifier: true,
    };
    const trainer = Trainer.begin(plane, spec);
    while (await trainer.advance(1000));
    const { learners, step, seconds, state } = await trainer.exported();
    const loss = trainer.progress().denoiser.smoothed.at(-1);
    trainer.dispose();
    const tensors = planeParts.flatMap((part) => {
      const learner = learners[part];
      invariant(learner !== undefined, `train-plane: ${part} was not trained`);
      return namedPlaneTensors(part, networkOf(part, plane, spec.width), learner.average);
    });
    const file = safetensorsOf(tensors);
    writeFileSync(join(values.out, `${id}.safetensors`), file);
    say(
      `${id}: ${state} after ${step} steps, ${seconds.toFixed(0)} s, loss ${loss?.toFixed(4)}, ${file.length} bytes`,
    );
  }
}

main().catch((error: unknown) => {
  const { message, hint } = reportOf(error);
  say(`train-plane: ${message}${hint ? ` ${hint}` : ''}`);
  process.exitCode = 1;
});
