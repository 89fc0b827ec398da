// Frames of a run of sentences: those of the step on screen, and of any kept step.

import { sentenceText } from '../../../diffusion/words/sentence';
import { END, PAD, START } from '../../../diffusion/words/tokens';
import type { Frame, PlacedWord, SentenceBlock, Tone } from '../../../export/frame';
import { isComplete } from '../../../history/path';
import { stripIndices } from '../../../plots/strip-layout';
import type { Lane } from '../../../terms/lane';
import type { PackInfo } from '../../../terms/pack-info';
import { targetTexts } from '../../../terms/target-text';
import { formingOf, laneForming, laneWords, type Forming } from '../../../worlds/words/forming';
import { selectFinished, selectPosition, selectStep } from '../../run/selectors';
import type { Run } from '../../share/shown-run';
import { selectForming } from '../selectors';
import { expand } from '../../../history/step-record';

/** Sentences of the strip. */
const STRIP_ROWS = 8;

/** The view's sentences: what is on screen. */
export function pictureFrame(run: Run): Frame {
  const { state, path } = run;
  const moment = selectFinished(state) ? path.timesteps.length : selectPosition(state);
  const step = selectStep(state);
  return frameOf(run, selectForming(state), step?.lanes ?? lanesAt(run, moment), moment, null);
}

/** Moments of which the words are kept: of every step whose arrays the budget left, and the finished sentences. */
export function keptMoments({ path }: Run): readonly number[] {
  const kept = path.steps.flatMap(({ xt, said }, index) => (xt === null || said === null ? [] : [index]));
  return isComplete(path) ? [...kept, path.steps.length] : kept;
}

/** One moment of the film. */
export function filmFrame(run: Run, moment: number): Frame {
  const share = moment / Math.max(1, run.path.timesteps.length);
  return frameOf(run, formingAt(run, moment), lanesAt(run, moment), moment, share);
}

/** The large lane's sentence from noise to the end. */
export function stripFrame(run: Run): Frame {
  const { path, pack, large } = run;
  const kept = keptMoments(run);
  const rows = stripIndices(Math.max(1, kept.length - 1), STRIP_ROWS).flatMap((at) => kept[at] ?? []);
  return {
    caption: captionAt(run, rows.at(-1) ?? 0),
    share: null,
    sentences: rows.map((moment) => {
      const forming = formingAt(run, moment);
      const lane = lanesAt(run, moment)[large];
      return {
        title: moment >= path.timesteps.length ? 'x₀' : `t = ${path.timesteps[moment]}, x̂₀`,
        note: lane === undefined ? '' : scaleText(lane),
        tone: lane === undefined ? 'plain' : toneOf(lane),
        places: [],
        text: forming === null ? '' : sentenceText(laneWords(forming, large, pack)),
      };
    }),
  };
}

function formingAt({ path, pack }: Run, moment: number): Forming | null {
  const finished = moment >= path.timesteps.length;
  const record = path.steps[Math.min(moment, path.steps.length - 1)];
  const step = record === undefined ? null : expand(record, pack, path.chainSteps);
  return step === null ? null : formingOf(step, pack, finished);
}

function lanesAt({ path }: Run, moment: number): readonly Lane[] {
  return path.steps[Math.min(moment, path.steps.length - 1)]?.lanes ?? [];
}

/** A pair with its places; of more lanes, each one's sentence alone. */
function frameOf(
  run: Run,
  forming: Forming | null,
  lanes: readonly Lane[],
  moment: number,
  share: number | null,
): Frame {
  const { large, other } = run;
  const isPair = lanes.length <= 2;
  const shown = isPair ? [large, ...(other === null ? [] : [other])] : lanes.map((_, lane) => lane);
  const sentences = shown.flatMap((lane) => {
    const of = lanes[lane];
    return of === undefined ? [] : [blockOf(run, forming, of, lane, isPair)];
  });
  return { sentences, caption: captionAt(run, moment), share };
}

function blockOf(
  { pack, other, large }: Run,
  forming: Forming | null,
  lane: Lane,
  index: number,
  placed: boolean,
): SentenceBlock {
  const [, positions] = pack.sampleShape;
  const twin =
    forming === null || other === null || index !== large ? null : laneForming(forming, other, positions);
  const own = forming === null ? null : laneForming(forming, index, positions);
  return {
    title: nameOf(lane),
    note: `seed ${lane.seed}, ${scaleText(lane)}`,
    tone: toneOf(lane),
    places: placed ? placesOf(own, twin, toneOf(lane), pack) : [],
    text: forming === null ? '' : sentenceText(laneWords(forming, index, pack)),
  };
}

/** Words that differ from the twin's have the guide's colour; after END nothing is said. */
function placesOf(
  own: Forming | null,
  twin: Forming | null,
  tone: Tone,
  pack: PackInfo,
): readonly PlacedWord[] {
  const [, positions] = pack.sampleShape;
  const end = own?.tokens.indexOf(END, 1) ?? -1;
  return Array.from({ length: positions }, (_, place): PlacedWord => {
    const token = own?.tokens[place] ?? PAD;
    const isQuiet = token === START || token === PAD || token === END || (end >= 0 && place > end);
    if (own === null || isQuiet) return { text: token === END ? 'END' : '·', ink: 0.2, tone: 'plain' };
    const isOther = twin !== null && twin.tokens[place] !== token;
    return {
      text: pack.text?.words[token] ?? '',
      ink: own.certainty[place] ?? 0,
      tone: isOther && tone === 'guide' ? 'guide' : 'plain',
    };
  });
}

export function nameOf({ target, guidanceScale }: Lane): string {
  return guidanceScale === 0 ? 'Not guided' : `Guided toward ${askedFor(target)}`;
}

function askedFor(target: Lane['target']): string {
  const texts = targetTexts(target);
  const parts = Object.entries(texts).map(([name, text]) => (name === 'slots' ? text : `${name} ${text}`));
  return parts.join(', ') || 'nothing';
}

function scaleText({ guidanceScale }: Lane): string {
  return `s = ${guidanceScale.toFixed(2)}`;
}

function toneOf({ guidanceScale }: Lane): Tone {
  return guidanceScale > 0 ? 'guide' : 'model';
}

function captionAt({ pack, path }: Run, moment: number): string {
  const where =
    moment >= path.timesteps.length
      ? `finished after ${path.timesteps.length} steps`
      : `t = ${path.timesteps[moment]}, step ${moment + 1} of ${path.timesteps.length}`;
  return `${where}   ${pack.title}, Nudge`;
}
