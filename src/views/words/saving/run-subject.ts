// What there is to save of a run of sentences: the words first of all.

import { stretchesOf } from '../../../formats/run-file';
import { fileSentence } from '../../../formats/file-sentence';
import { runJson, type RunHead } from '../../../export/run-json';
import { isComplete } from '../../../history/path';
import { settledStep } from '../../../history/state';
import { linkTo, type ViewAddress } from '../../../store/link-to';
import type { Nudge } from '../../../store/world';
import { guideOf } from '../../../terms/pack-info';
import { part } from '../../../terms/part';
import type { FileSentence } from '../../../terms/run-file';
import { targetText } from '../../../terms/target-text';
import { laneWords } from '../../../worlds/words/forming';
import { finishedTokens } from '../../../worlds/words/kept-words';
import { roundingOf, sentenceText, verdictsOnWords } from '../../../diffusion/words/sentence';
import { lanesOnScreen, selectFinished, selectTOnScreen } from '../../run/selectors';
import { filmOf } from '../../share/film-of';
import { pagePalette } from '../../share/palette';
import { nameInFiles, runHead, usedBy } from '../../share/run-data';
import { runOf, type Run } from '../../share/shown-run';
import type { Subject } from '../../share/subject';
import type { Saving } from '../../view';
import { selectForming } from '../selectors';
import { filmFrame, keptMoments, nameOf, pictureFrame, stripFrame } from './run-frames';

export const savingWords: Saving = {
  subject: wordsSubject,
  nothing: 'There is no run yet, so there is nothing to save: press Play first.',
};

const ALWAYS = {
  text: 'Each sentence with its seed and scale, and what the rules say of it.',
  png: 'What the view shows now.',
  python:
    'This run with PyTorch, diffusers’ blocks and this pack, its noise and its steering included; with a note.',
  json: 'Every number: the run with its tokens, beliefs and verdicts, and the step on screen. Nudge opens it again.',
} as const;

/** Where words of more than one moment are kept. */
const OF_MOMENTS = {
  strip: 'The sentence at eight moments, from noise to the end.',
  gif: 'The sentence forming word by word, for slides and pages.',
  video: 'The sentence forming word by word, smaller and sharper than a GIF.',
} as const;

/** @returns null where there is no run yet, and where its samples are no sentences */
function wordsSubject({ store, world }: Nudge, view: ViewAddress): Subject | null {
  const state = store.getState();
  const run = runOf(state);
  if (run === null || roundingOf(run.pack) === null) return null;
  const { path, pack } = run;
  const lane = path.steps.at(-1)?.lanes[0];
  const asked = lane === undefined ? '' : `-${targetText(lane.target)}`;
  const moments = keptMoments(run);
  return {
    about: moments.length > 1 ? { ...ALWAYS, ...OF_MOMENTS } : ALWAYS,
    name: `nudge-${pack.id}${asked.slice(0, 60)}-seed-${lane?.seed ?? 0}`.replaceAll(/[^\w.-]+/g, '_'),
    palette: pagePalette(),
    text: () => textOf(run),
    picture: () => pictureFrame(run),
    strip: () => stripFrame(run),
    film: (most) =>
      filmOf({
        kept: moments,
        all: path.steps.length + (isComplete(path) ? 1 : 0),
        most,
        frameAt: (moment) => filmFrame(run, moment),
      }),
    data: async () => ({
      pieces: dataOf(run, (await linkTo(state, world, view, true)).hash),
      count: path.steps.length + 16,
    }),
    python: canBePython(run) ? () => zipOf(run) : null,
  };
}

/** The script adds noise as DDPM does, and knows the pack's first guide. */
function canBePython({ path, pack }: Run): boolean {
  const first = pack.guides[0]?.id;
  return path.steps.every(
    ({ settings, lanes }) =>
      settings.sampler === 'ddpm' && lanes.every(({ guide = first }) => guide === first),
  );
}

async function zipOf(run: Run): Promise<Blob> {
  const { wordsZip } = await part(() => import('../../../export/python-words'));
  const { path, pack } = run;
  const used = path.steps.map(usedBy);
  return wordsZip({
    ...nameInFiles(pack),
    chainSteps: path.chainSteps,
    stretches: stretchesOf(used).flatMap(({ at }) => {
      const step = path.steps[at];
      return step === undefined ? [] : { at, rule: step.rule, clamp: step.clamp, lanes: step.lanes };
    }),
    sentences: (sentencesOf(run) ?? []).map(({ text }) => text),
  });
}

/** @param address with nothing left out */
export function dataOf({ path, pack, state }: Run, address: string): Iterable<string> {
  const guide = guideOf(pack, path.settings.guide ?? undefined);
  const head: RunHead = {
    ...runHead(path, pack, address),
    ...(guide === null ? {} : { slots: guide.slots }),
    sentences: sentencesOf({ path, pack }),
  };
  return runJson(head, path.steps.map(usedBy), settledStep(state));
}

/** The finished sentences, one a lane; null before the end. */
function sentencesOf({ path, pack }: Pick<Run, 'path' | 'pack'>): readonly FileSentence[] | null {
  const finished = finishedTokens(path, pack);
  const lanes = path.steps.at(-1)?.lanes ?? [];
  if (finished === null) return null;
  return lanes.map(({ target }, i) => {
    const { tokens, text, verdicts } = fileSentence(
      Int32Array.from(finished[i] ?? []),
      pack.text?.words ?? [],
      target,
    );
    return { tokens, text, verdicts };
  });
}

/** The sentences on screen, a paragraph each. */
export function textOf({ state, pack }: Run): string {
  const forming = selectForming(state);
  const moment = selectFinished(state) ? '' : `At t = ${selectTOnScreen(state) ?? 0}, as they form:\n\n`;
  const asked = lanesOnScreen(state)[0]?.target ?? null;
  const paragraphs = lanesOnScreen(state).map((lane, i) => {
    const words = forming === null ? [] : laneWords(forming, i, pack);
    const verdicts = asked === null ? [] : verdictsOnWords(words, asked);
    return [
      `${nameOf(lane)}, s = ${lane.guidanceScale}, seed ${lane.seed}`,
      sentenceText(words) || '(no words)',
      ...verdicts.map(
        ({ wish, met, found }) => `  ${met ? 'yes' : 'no '}  ${wish}${met ? '' : ` (${found})`}`,
      ),
    ].join('\n');
  });
  return `${moment}${paragraphs.join('\n\n')}\n`;
}
