// What there is to save of a run, as Denoise shows it.

import { toBase64 } from '../../../formats/base64';
import { respace } from '../../../diffusion/respacing';
import { stretchesOf } from '../../../formats/run-file';
import type { PythonRun } from '../../../export/python';
import { runJson } from '../../../export/run-json';
import { isComplete } from '../../../history/path';
import { settledStep } from '../../../history/state';
import { classesOf } from '../../../terms/pack-info';
import type { TargetKind } from '../../../terms/target';
import { linkTo, type ViewAddress } from '../../../store/link-to';
import type { Nudge } from '../../../store/world';
import { part } from '../../../terms/part';
import type { Saving } from '../../view';
import { targetWords } from '../../run/selectors';
import { filmOf } from '../../share/film-of';
import { pagePalette } from '../../share/palette';
import { nameInFiles, runHead, usedBy } from '../../share/run-data';
import { filmFrame, keptPictures, pictureFrame, stripFrame } from './run-frames';
import { runOf, type Run } from '../../share/shown-run';
import type { Subject } from '../../share/subject';

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
    film: (most) =>
      filmOf({
        kept: keptPictures(run),
        all: path.steps.length + (isComplete(path) ? 1 : 0),
        most,
        frameAt: (index) => filmFrame(run, index),
      }),
    data: async () => ({
      pieces: runJson(
        runHead(path, pack, (await linkTo(state, world, view, true)).hash),
        path.steps.map(usedBy),
        settledStep(state),
      ),
      count: path.steps.length + 16,
    }),
    python: canBePython(run) ? () => zipOf(pythonOf(run)) : null,
  };
}

async function zipOf(run: PythonRun): Promise<Blob> {
  const { pythonZip } = await part(() => import('../../../export/python'));
  return pythonZip(run);
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
    ...(pack.neighbours === undefined ? {} : { neighbours: pack.neighbours }),
    ...(pack.size === undefined ? {} : { size: pack.size }),
    chainSteps: path.chainSteps,
    stretches: stretchesOf(path.steps.map(usedBy)),
  };
  const first = path.steps[0];
  const own = respace(pack.scheduler, path.chainSteps)[0];
  const began = first?.t !== own;
  return began && first?.xt ? { ...run, start: { t: first.t, x: toBase64(first.xt) } } : run;
}
