// What there is to save of Noise: a picture, its way into noise, and what the model makes of it.

import { pairOfSchedules } from '../../diffusion/forward/pair-of-schedules';
import type { Frame, Tile } from '../../export/frame';
import { jsonPieces } from '../../export/json-pieces';
import { stripIndices } from '../../plots/strip-layout';
import { addressOf } from '../../store/address-history';
import { levelAt } from '../../store/noise/moment';
import { momentOf } from '../../store/noise/state';
import type { State } from '../../store/state';
import type { Samples } from '../../terms/sample';
import { ERROR_RANGE, NOISE_RANGE } from '../noise/paint';
import { selectAnswer, shownSchedule } from '../noise/shown';
import { pagePalette } from './palette';
import type { Film, Subject } from './subject';

const STRIP_COLUMNS = 12;
/** Frames of the film: the picture sinks into noise within two seconds. */
const FILM_FRAMES = 60;

/** @returns null while the model or the picture is not here */
export function noiseSubject(state: State): Subject | null {
  const moment = momentOf(state);
  const { pack } = state.model;
  if (moment === null || pack === null) return null;
  const { x0, eps } = moment;
  const { sampleShape: shape, scheduler, title } = pack;
  const schedule = shownSchedule(state);
  const { t, seed } = state.noise.settings;
  const answer = selectAnswer(state);
  const last = scheduler.trainTimesteps - 1;
  const about = `${schedule} schedule, seed ${seed}   ${title}, Nudge`;
  const xtAt = (at: number): Samples => levelAt(x0, eps, scheduler, schedule, at).xt;
  return {
    name: `nudge-${pack.id}-noise-t-${t}`,
    palette: pagePalette(),
    picture: () => ({
      shape,
      caption: `t = ${t}   ${about}`,
      share: null,
      rows: [
        [
          tile(x0, { title: 'x₀' }),
          tile(xtAt(t), { title: 'Noisy x_t', note: `t = ${t}`, tone: 'model' }),
          tile(answer?.predX0 ?? null, { title: 'Predicted x₀', tone: 'model' }),
        ],
        [
          tile(eps, { title: 'ε', note: `± ${NOISE_RANGE}`, range: NOISE_RANGE }),
          tile(answer?.eps ?? null, { title: 'ε_θ', note: `± ${NOISE_RANGE}`, range: NOISE_RANGE }),
          tile(answer === null ? null : difference(answer.predX0, x0), {
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
      rows: [stripIndices(last, STRIP_COLUMNS).map((at) => tile(xtAt(at), { title: `t = ${at}` }))],
    }),
    film: () => filmOf((at) => frameAt(at)),
    data: async () => {
      const { noise } = state;
      const { hash } = await addressOf(state, 'noise');
      const { alphasCumprod } = pairOfSchedules(scheduler)[schedule];
      const pieces = jsonPieces({
        format: 'nudge-noise',
        version: 1,
        address: hash,
        pack: pack.id,
        shape,
        classes: pack.classes,
        settings: noise.settings,
        schedule,
        alphasCumprod,
        x0,
        eps,
        levels: { linear: moment.linear, cosine: moment.cosine },
        answers: noise.answers,
        sweep: noise.sweep,
      });
      return { pieces, count: 16 };
    },
    python: null,
  };

  function frameAt(at: number): Frame {
    const picture = tile(x0, { title: 'x₀' });
    const noisy = tile(xtAt(at), { title: 'Noisy x_t', note: `t = ${at}`, tone: 'model' });
    return { shape, caption: `t = ${at}   ${about}`, share: at / last, rows: [[picture, noisy]] };
  }

  function filmOf(frameOf: (at: number) => Frame): Film {
    const times = stripIndices(last, FILM_FRAMES);
    return { frames: times.length, frameAt: (i) => frameOf(times[i] ?? 0), rate: 20, leftOut: '' };
  }
}

function tile(values: Samples | null, text: Partial<Tile>): Tile {
  return { values: values?.slice() ?? null, range: null, title: '', note: '', tone: 'plain', ...text };
}

function difference(a: Samples, b: Samples): Samples {
  return a.map((value, i) => value - (b[i] ?? 0));
}
