// What there is to save of Noise: a picture, its way into noise, and what the model makes of it.

import { pairOfSchedules } from '../../diffusion/forward/pair-of-schedules';
import type { Frame } from '../../export/frame';
import { jsonPieces } from '../../export/json-pieces';
import { noisedAt } from '../../worlds/images/forward-samples';
import { forwardSamplesOf, noiseOf, overTOf } from '../../worlds/images/noise-state';
import { linkTo, type ViewAddress } from '../../store/link-to';
import type { Nudge } from '../../store/world';
import { classesOf } from '../../terms/pack-info';
import type { Saving } from '../view';
import type { Samples } from '../../terms/sample';
import { ERROR_RANGE, NOISE_RANGE } from '../picture/paint';
import { selectAnswer, shownSchedule } from '../picture/shown';
import { sinkingFilm, stripTimes, tileOf } from '../picture/sinking';
import { pagePalette } from '../share/palette';
import type { Subject } from '../share/subject';

export const savingNoise: Saving = {
  subject: noiseSubject,
  nothing: 'There is no picture yet, so there is nothing to save: wait until the model is here.',
};

const SINKING = 'The picture sinking into noise, for slides and pages.';

const ABOUT: Subject['about'] = {
  png: 'What the view shows now.',
  strip: 'The picture at twelve noise levels.',
  gif: SINKING,
  video: SINKING,
  json: 'Every number on screen.',
  python: '',
};

/** @returns null while the model or the picture is not here */
function noiseSubject({ store, world }: Nudge, view: ViewAddress): Subject | null {
  const state = store.getState();
  const moment = forwardSamplesOf(state);
  const { pack } = state.model;
  if (moment === null || pack === null) return null;
  const { x0, eps } = moment;
  const { sampleShape: shape, scheduler, title } = pack;
  const schedule = shownSchedule(state);
  const { t, seed } = noiseOf(state).settings;
  const answer = selectAnswer(state);
  const last = scheduler.trainTimesteps - 1;
  const about = `${schedule} schedule, seed ${seed}   ${title}, Nudge`;
  const xtAt = (at: number): Samples => noisedAt(x0, eps, scheduler, schedule, at).xt;
  return {
    about: ABOUT,
    name: `nudge-${pack.id}-noise-t-${t}`,
    palette: pagePalette(),
    picture: () => ({
      shape,
      caption: `t = ${t}   ${about}`,
      share: null,
      rows: [
        [
          tileOf(x0, { title: 'x₀' }),
          tileOf(xtAt(t), { title: 'Noisy x_t', note: `t = ${t}`, tone: 'model' }),
          tileOf(answer?.predX0 ?? null, { title: 'Predicted x₀', tone: 'model' }),
        ],
        [
          tileOf(eps, { title: 'ε', note: `± ${NOISE_RANGE}`, range: NOISE_RANGE }),
          tileOf(answer?.eps ?? null, { title: 'ε_θ', note: `± ${NOISE_RANGE}`, range: NOISE_RANGE }),
          tileOf(answer === null ? null : difference(answer.predX0, x0), {
            title: 'Error',
            note: `± ${ERROR_RANGE}`,
            range: ERROR_RANGE,
          }),
        ],
      ],
    }),
    strip: () => ({
      shape,
      caption: about,
      share: null,
      rows: [stripTimes(last).map((at) => tileOf(xtAt(at), { title: `t = ${at}` }))],
    }),
    film: () => sinkingFilm(last, frameAt),
    data: async () => {
      const noise = noiseOf(state);
      const overT = overTOf(state);
      const { hash } = await linkTo(state, world, view);
      const { alphasCumprod } = pairOfSchedules(scheduler)[schedule];
      const pieces = jsonPieces({
        format: 'nudge-noise',
        version: 1,
        address: hash,
        pack: pack.id,
        ...(pack.sha256 === undefined ? {} : { sha256: pack.sha256 }),
        shape,
        classes: classesOf(pack),
        settings: noise.settings,
        schedule,
        alphasCumprod,
        x0,
        eps,
        samples: { linear: moment.linear, cosine: moment.cosine },
        answers: noise.answers,
        overT: { t: overT.t, points: overT.points },
      });
      return { pieces, count: 16 };
    },
    python: null,
  };

  function frameAt(at: number): Frame {
    const picture = tileOf(x0, { title: 'x₀' });
    const noisy = tileOf(xtAt(at), { title: 'Noisy x_t', note: `t = ${at}`, tone: 'model' });
    return { shape, caption: `t = ${at}   ${about}`, share: at / last, rows: [[picture, noisy]] };
  }
}

function difference(a: Samples, b: Samples): Samples {
  return a.map((value, i) => value - (b[i] ?? 0));
}
