// The file of a recorded run, for training/ and other programs that want every x_t.

import { rms } from '../diffusion/magnitudes';
import { toBase64 } from '../formats/base64';
import { fileSentence } from '../formats/file-sentence';
import type { Rounding } from '../diffusion/words/rounding';
import { roundingOf } from '../diffusion/words/sentence';
import { runFileStep, stretchesOf } from '../formats/run-file';
import type { Verdict } from '../terms/networks';
import { classesOf, guideOf, type PackInfo } from '../terms/pack-info';
import { RUN_FORMAT, type FileSentence, type RunFile } from '../terms/run-file';
import type { Sampler } from '../terms/scheduler';
import { guidanceOf, type Step } from '../terms/step';

/** @param steps all of them, from x_T to x_0 */
export function runFile(
  pack: PackInfo,
  sampler: Sampler,
  steps: readonly Step[],
  verdicts: readonly Verdict[] | null,
): RunFile {
  const last = steps.at(-1);
  const rounding = roundingOf(pack);
  const guide = guideOf(pack);
  return {
    format: RUN_FORMAT,
    version: 1,
    address: null,
    pack: pack.id,
    ...(pack.classEmbeds === undefined ? {} : { nullClass: pack.classEmbeds.nullClass }),
    shape: pack.sampleShape,
    classes: classesOf(pack),
    ...(rounding === null || guide === null ? {} : { slots: guide.slots }),
    chainSteps: steps.length,
    timesteps: steps.map(({ transition }) => transition.t),
    stretches: stretchesOf(steps.map(({ lanes, rule, clamp = true }) => ({ sampler, lanes, rule, clamp }))),
    steps: steps.map((step, index) =>
      runFileStep(index, {
        transition: step.transition,
        value: guidanceOf(step)?.value ?? null,
        beliefs: guidanceOf(step)?.beliefs ?? null,
        xt: step.xt,
        ...(step.variance && { numbers: { varianceRms: rms(step.variance) } }),
      }),
    ),
    x0: last === undefined ? null : toBase64(last.xPrev),
    verdicts,
    ...(rounding === null
      ? {}
      : { sentences: last === undefined ? null : sentencesOf(pack, rounding, last) }),
  };
}

function sentencesOf(pack: PackInfo, rounding: Rounding, { lanes, xPrev }: Step): readonly FileSentence[] {
  const [, positions] = pack.sampleShape;
  const tokens = rounding.readOff(xPrev);
  return lanes.map(({ target }, i) => {
    const own = tokens.subarray(i * positions, (i + 1) * positions);
    const { words: _, ...sentence } = fileSentence(own, pack.text?.words ?? [], target);
    return sentence;
  });
}
