// Reads the text of a list of steerings, which steering.ts writes: few addresses have one.

import { readInterval } from './interval';
import type { Move, Steering } from './steering';
import { readSteered } from './read-steered';

const NUMBER = String.raw`\d+(?:\.\d+)?(?:e-?\d+)?`;
const ITEM = new RegExp(
  `^(\\d{1,6})?(y\\d{1,6}|\\([^()]*\\))?(?:g([\\w-]{0,64})\\.)?(?:s(${NUMBER}))?(?:(i)(\\d{1,6}-\\d{1,6})?)?(?:z(\\d{1,16}))?(ddpm|ddim)?((?:m\\d{1,6}(?:\\*-?${NUMBER}){1,4})*)$`,
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
    const [, at, target, guide, scale, acts, interval, seed, sampler, moves = ''] = match;
    const asked = target === undefined ? undefined : readSteered(target);
    const within = interval === undefined ? null : readInterval(interval);
    if (asked === null || within === undefined) return null;
    const steering: Steering = {
      at: at === undefined ? before + 1 : Number(at),
      ...(asked === undefined ? {} : { target: asked }),
      ...(guide === undefined ? {} : { guide: guide === '' ? null : guide }),
      ...(scale === undefined ? {} : { guidanceScale: Number(scale) }),
      ...(acts === undefined ? {} : { guidanceInterval: within }),
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
