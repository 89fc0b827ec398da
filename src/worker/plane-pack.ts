// A plane as the worker opens it: the exact answer in closed form. It needs no file.

import { exactDenoiser } from '../diffusion/mixture/exact-denoiser';
import { exactGuide } from '../diffusion/mixture/exact-guide';
import { checkMixture } from '../diffusion/mixture/check-mixture';
import type { PackInfo, PlaneSource } from '../terms/pack-info';
import { PLANE_SHAPE } from '../terms/plane';
import type { OpenedPack } from './session';

const DEFAULT_STEPS = 100;

/** @throws NudgeError `bad-request` for a mixture that contradicts itself */
export function openPlane(source: PlaneSource): Promise<OpenedPack> {
  const { spec } = source;
  checkMixture(spec.mixture);
  const guided = spec.mixture.classes.length > 1;
  return Promise.resolve({
    info: infoOf(source, guided),
    denoiser: exactDenoiser(spec),
    guide: guided ? exactGuide(spec) : null,
    judge: () => Promise.resolve(null),
    dispose: () => {},
  });
}

function infoOf({ id, title, spec, defaultGuidanceScale }: PlaneSource, guided: boolean): PackInfo {
  return {
    id,
    title,
    sampleShape: PLANE_SHAPE,
    scheduler: spec.scheduler,
    classes: guided ? spec.mixture.classes : [],
    hasJudge: false,
    defaultGuidanceScale,
    defaultSteps: DEFAULT_STEPS,
    parameters: { denoiser: 0, classifier: 0 },
  };
}
