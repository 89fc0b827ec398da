// What there is to save of a run, as Denoise shows it.

import { toBase64 } from '../../../diffusion/base64';
import { respace } from '../../../diffusion/respacing';
import { stretchesOf } from '../../../diffusion/run-file';
import type { PythonRun } from '../../../export/python';
import { runJson, type RunHead } from '../../../export/run-json';
import { stripIndices } from '../../../plots/strip-layout';
import { isComplete } from '../../../history/path';
import { settledStep } from '../../../history/state';
import { classesOf, type PackInfo } from '../../../terms/pack-info';
import type { TargetKind } from '../../../terms/target';
import { linkTo, type ViewAddress } from '../../../store/link-to';
import type { Nudge } from '../../../store/world';
import { samplerOf } from '../../../history/settings';
import type { StepRecord } from '../../../history/step-record';
import type { Saving } from '../../view';
import { RUN_FORMAT } from '../../../terms/run-file';
import { targetWords } from '../../run/selectors';
import { pagePalette } from '../../share/palette';
import { filmFrame, keptPictures, pictureFrame, runOf, stripFrame, type Run } from './run-frames';
import type { Film, Subject } from '../../share/subject';

/** A film should last about so many seconds. */
const SECONDS = 8;

export const savingRun: Saving = {
  subject: runSubject,
  nothing: 'There is no run yet, so there is nothing to save: press Play first.',
};

const ABOUT: Subject['about'] = {
  png: 'What the view shows now.',
  strip: 'The run in twelve pictures, from noise to the end.',
  gif: 'The run step by step, for slides and pages.',
  video: 'The run step by step, smaller and sharper than a GIF.',
  json: 'Every number: of the run, and of the step on screen. Nudge opens it again.',
  python: 'This run with diffusers and this pack, its noise and its steering included; with a note.',
};

/** @returns null where there is no run yet */
function runSubject({ store, world }: Nudge, view: ViewAddress): Subject | null {
  const state = store.getState();
  const run = runOf(state);
  if (run === null) return null;
  const { path, pack } = run;
  const lane = path.steps.at(-1)?.lanes[0];
  const label =
    pack.guides.length === 0 || lane === undefined ? '' : `-${targetWords(classesOf(pack), lane.target)}`;
  return {
    about: ABOUT,
    name: `nudge-${pack.id}${label}-seed-${lane?.seed ?? 0}`.replaceAll(/[^\w.-]+/g, '_'),
    palette: pagePalette(),
    picture: () => pictureFrame(run),
    strip: () => stripFrame(run),
    film: (most) => filmOf(run, most),
    data: async () => ({
      pieces: runJson(
        headOf(run, (await linkTo(state, world, view, true)).hash),
        path.steps.map(usedBy),
        settledStep(state),
      ),
      count: path.steps.length + 16,
    }),
    python: canBePython(run) ? pythonOf(run) : null,
  };
}

/** What files call a pack. */
function nameInFiles({ id, sha256 }: PackInfo): Pick<RunHead, 'pack' | 'sha256'> {
  return { pack: id, ...(sha256 === undefined ? {} : { sha256 }) };
}

/** A step with its sampler, as files have it. */
function usedBy(record: StepRecord) {
  return { ...record, sampler: samplerOf(record.settings) };
}

const TO_PYTHON: ReadonlySet<TargetKind> = new Set(['class', 'slots', 'prompt']);

/** The script knows one classifier and its classes, or guides that read attributes and prompts. */
function canBePython({ path }: Run): boolean {
  return path.steps.every(({ lanes }) => lanes.every(({ target }) => TO_PYTHON.has(target.kind)));
}

/** A run that began on Noise brings its x_t along. */
function pythonOf({ path, pack }: Run): PythonRun {
  const run = {
    ...nameInFiles(pack),
    ...(pack.guides[0] === undefined ? {} : { firstGuide: pack.guides[0].id }),
    chainSteps: path.chainSteps,
    stretches: stretchesOf(path.steps.map(usedBy)),
  };
  const first = path.steps[0];
  const own = respace(pack.scheduler, path.chainSteps)[0];
  const began = first?.t !== own;
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

function headOf({ path, pack }: Run, hash: string): RunHead {
  return {
    format: RUN_FORMAT,
    version: 1,
    address: hash,
    ...nameInFiles(pack),
    shape: pack.sampleShape,
    classes: classesOf(pack),
    chainSteps: path.chainSteps,
    timesteps: path.timesteps,
    x0: isComplete(path) && path.tip !== null ? toBase64(path.tip.xt) : null,
    verdicts: path.verdicts,
  };
}
