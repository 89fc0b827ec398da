// A guided run of sentences beside its twin, taken on WASM, as the recording that Words plays while the model loads: what
// its first visitor asks for, in few steps.

import { chain, chainModel } from '../chain/chain';
import { recordPack } from '../formats/recorded-pack';
import { recordStep, type RecordedRun, type RecordedStep } from '../formats/recording';
import { fileSentence } from '../formats/file-sentence';
import { roundingOf } from '../diffusion/words/sentence';
import type { openPack } from '../pack/open-pack';
import { invariant, NudgeError } from '../terms/errors';
import { guideOf } from '../terms/pack-info';
import { meanShift, runRuleOf } from '../terms/rule';
import type { Samples } from '../terms/sample';
import type { Target } from '../terms/target';

const STEPS = 20;
const TARGET: Target = { kind: 'slots', values: { food: 'Italian', price: 'cheap' } };
const SEED = 3;

/** @throws Error where the guided sentence does not say all that was asked for, or its twin says any of it */
export async function recordWords(pack: Awaited<ReturnType<typeof openPack>>): Promise<RecordedRun> {
  const rounding = roundingOf(pack.info);
  const guide = guideOf(pack.info);
  invariant(rounding !== null && guide !== null, 'record: expected a guided pack of words');
  const rule = runRuleOf(guide.rule);
  const sampler = { kind: 'ddpm' } as const;
  const lanes = [guide.scale.default, 0].map((guidanceScale) => ({
    target: TARGET,
    guidanceScale,
    seed: SEED,
  }));
  const steps: RecordedStep[] = [];
  let x0: Samples = new Float32Array();
  for await (const step of chain(
    chainModel(pack),
    { sampler, rule, steps: STEPS, from: null },
    () => lanes,
  )) {
    steps.push(recordStep(step));
    x0 = step.xPrev;
  }
  const tokens = rounding.readOff(x0);
  const [, positions] = pack.info.sampleShape;
  const [guided, twin] = lanes.map((_, i) =>
    fileSentence(tokens.subarray(i * positions, (i + 1) * positions), pack.info.text?.words ?? [], TARGET),
  );
  const shows = guided?.verdicts.every(({ met }) => met) && twin?.verdicts.every(({ met }) => !met);
  if (!shows)
    throw new NudgeError(
      'bad-request',
      `expected a run that shows guidance, got “${guided?.text}” and “${twin?.text}”.`,
    );
  process.stderr.write(`guided: ${guided?.text}\nnot guided: ${twin?.text}\n`);
  return {
    format: 3,
    ...recordPack(pack.info),
    sampler,
    ...(rule === meanShift ? {} : { rule }),
    lanes,
    steps,
    verdicts: null,
  };
}
