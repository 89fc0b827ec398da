// What there is to save of a run, as Denoise shows it.

import { toBase64 } from '../../diffusion/base64';
import { respace } from '../../diffusion/respacing';
import { stretchesOf } from '../../diffusion/run-file';
import type { PythonRun } from '../../export/python';
import { runJson, type RunHead } from '../../export/run-json';
import { stripIndices } from '../../plots/strip-layout';
import { addressOf } from '../../store/address-history';
import { isComplete } from '../../store/path';
import { settledStep, type State } from '../../store/state';
import { RUN_FORMAT } from '../../terms/run-file';
import { labelOf } from '../run/frame';
import { pagePalette } from './palette';
import { filmFrame, keptPictures, pictureFrame, runOf, stripFrame, type Run } from './run-frames';
import type { Film, Subject } from './subject';

/** A film should last about so many seconds. */
const SECONDS = 8;

/** @returns null where there is no run yet */
export function runSubject(state: State): Subject | null {
  const run = runOf(state);
  if (run === null) return null;
  const { path, pack } = run;
  const lane = path.steps.at(-1)?.lanes[0];
  const label = pack.classes.length === 0 ? '' : `-${labelOf(pack.classes, lane?.target ?? 0)}`;
  return {
    name: `nudge-${pack.id}${label}-seed-${lane?.seed ?? 0}`.replaceAll(/[^\w.-]+/g, '_'),
    palette: pagePalette(),
    picture: () => pictureFrame(run),
    strip: () => stripFrame(run),
    film: (most) => filmOf(run, most),
    data: async () => ({
      pieces: runJson(await headOf(run), path.steps, settledStep(state)),
      count: path.steps.length + 16,
    }),
    python: pythonOf(run),
  };
}

/** A run that began on Noise brings its x_t along. */
function pythonOf({ state, path, pack }: Run): PythonRun {
  const run = { pack: pack.id, chainSteps: path.chainSteps, stretches: stretchesOf(path.steps) };
  const first = path.steps[0];
  const own = respace(pack.scheduler, path.chainSteps)[0];
  const began = (state.settings.from ?? null) !== null || first?.t !== own;
  return began && first?.xt ? { ...run, start: { t: first.t, x: toBase64(first.xt) } } : run;
}

function filmOf(run: Run, most: number): Film {
  const kept = keptPictures(run);
  const chosen =
    kept.length <= most ? kept : stripIndices(kept.length - 1, most).flatMap((at) => kept[at] ?? []);
  const { path } = run;
  const all = path.steps.length + (isComplete(path) ? 1 : 0);
  const sentences = [
    kept.length < all
      ? `${all - kept.length} of ${all} pictures are left out: the history keeps no more.`
      : '',
    chosen.length < kept.length ? `It has ${chosen.length} frames of ${kept.length}.` : '',
  ];
  return {
    frames: chosen.length,
    frameAt: (index) => filmFrame(run, chosen[index] ?? 0),
    rate: Math.max(8, Math.min(30, Math.round(chosen.length / SECONDS))),
    leftOut: sentences.filter(Boolean).join(' '),
  };
}

async function headOf({ state, path, pack }: Run): Promise<RunHead> {
  const { hash } = await addressOf(state, 'denoise', true);
  return {
    format: RUN_FORMAT,
    version: 1,
    address: hash,
    pack: pack.id,
    shape: pack.sampleShape,
    classes: pack.classes,
    chainSteps: path.chainSteps,
    timesteps: path.timesteps,
    x0: isComplete(path) && path.tip !== null ? toBase64(path.tip) : null,
    verdicts: path.verdicts,
  };
}
