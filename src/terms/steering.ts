// How a run was steered, as one list: what changed, and the step from which on it held. With the settings it says
// everything that a run depends on, so a link or a file that holds it gives the run again. This file also has its
// text form, for addresses and the command line: "0y7s4_12y3_40s7.5_s7.6".

import type { Sampler } from './scheduler';
import type { Target } from './target';
import { readSteered, steeredText } from './target-text';

export interface Steering {
  /** The first step that it concerns, from 0. */
  readonly at: number;
  /** What is absent stays as it was. */
  readonly target?: Target;
  /** Id of the guide; null is the pack's first. */
  readonly guide?: string | null;
  readonly guidanceScale?: number;
  readonly seed?: number;
  readonly sampler?: Sampler['kind'];
  /** Samples that were put elsewhere by hand before that step. */
  readonly moves?: readonly Move[];
}

/** A sample of a lane, and where it was put. */
export interface Move {
  readonly lane: number;
  /** Every number of it. */
  readonly to: readonly number[];
}

/**
 * Items separated by "_": the step (left out when it is the one after the item before), then y and the class or
 * another target in brackets, s and the scale, z and the seed, ddpm or ddim; m, a lane and the numbers of its sample.
 */
export function steeringText(list: readonly Steering[]): string {
  return list
    .map(({ at, target, guide, guidanceScale, seed, sampler, moves = [] }, i) => {
      const follows = i > 0 && list[i - 1]?.at === at - 1;
      return [
        follows ? '' : at,
        target === undefined ? '' : steeredText(target),
        guide === undefined ? '' : `g${guide ?? ''}.`,
        guidanceScale === undefined ? '' : `s${guidanceScale}`,
        seed === undefined ? '' : `z${seed}`,
        sampler ?? '',
        ...moves.map(({ lane, to }) => ['m', lane, ...to.map((value) => `*${value}`)].join('')),
      ].join('');
    })
    .join('_');
}

const NUMBER = String.raw`\d+(?:\.\d+)?(?:e-?\d+)?`;
const ITEM = new RegExp(
  `^(\\d{1,6})?(y\\d{1,6}|\\([^()]*\\))?(?:g([\\w-]{0,64})\\.)?(?:s(${NUMBER}))?(?:z(\\d{1,16}))?(ddpm|ddim)?((?:m\\d{1,6}(?:\\*-?${NUMBER}){1,4})*)$`,
);

function readMoves(text: string): readonly Move[] {
  const items = text.split('m').slice(1);
  return items.map((item) => {
    const [lane = 0, ...to] = item.split('*').map(Number);
    return { lane, to };
  });
}

/** @returns null for anything that `steeringText` does not write */
export function parseSteering(text: string): readonly Steering[] | null {
  const list: Steering[] = [];
  let before = -1;
  for (const item of text === '' ? [] : text.split('_')) {
    const match = ITEM.exec(item);
    if (match === null || item === '') return null;
    const [, at, target, guide, scale, seed, sampler, moves = ''] = match;
    const asked = target === undefined ? undefined : readSteered(target);
    if (asked === null) return null;
    const steering: Steering = {
      at: at === undefined ? before + 1 : Number(at),
      ...(asked === undefined ? {} : { target: asked }),
      ...(guide === undefined ? {} : { guide: guide === '' ? null : guide }),
      ...(scale === undefined ? {} : { guidanceScale: Number(scale) }),
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      ...(sampler === 'ddpm' || sampler === 'ddim' ? { sampler } : {}),
      ...(moves === '' ? {} : { moves: readMoves(moves) }),
    };
    const ordered = at === undefined ? list.length > 0 : steering.at > before;
    if (!ordered || Object.keys(steering).length < 2) return null;
    if (steering.seed !== undefined && !Number.isSafeInteger(steering.seed)) return null;
    list.push(steering);
    before = steering.at;
  }
  return list;
}
