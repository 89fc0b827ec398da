// Samples that a person put elsewhere on the way: which of them, before which step, and where. The seeds do not give
// them again, so a path carries them, and its link.

import type { Samples } from '../terms/sample';
import type { Move, Steering } from '../terms/steering';

export interface Moved extends Move {
  /** The step before which it was moved. */
  readonly at: number;
}

/** Larger samples are pictures and sentences, which cannot be dragged. */
const MOST_NUMBERS = 4;

/** What differs between the samples as they were and as they were put. @param size numbers in one sample */
export function movesBetween(before: Samples, after: Samples, size: number): readonly Move[] {
  if (size > MOST_NUMBERS || before.length !== after.length) return [];
  const moves: Move[] = [];
  for (let lane = 0; lane * size < after.length; lane++) {
    const to = [...after.subarray(lane * size, (lane + 1) * size)];
    if (to.some((value, i) => value !== before[lane * size + i])) moves.push({ lane, to: to.map(shortest) });
  }
  return moves;
}

/** The shortest number that is the same one in single precision. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** The same samples with some of them elsewhere; those that are not there stay away. */
export function withMoves(xt: Samples, moves: readonly Move[]): Samples {
  const moved = xt.slice();
  for (const { lane, to } of moves) {
    if ((lane + 1) * to.length <= moved.length) moved.set(to, lane * to.length);
  }
  return moved;
}

/** The moves of a path with more of them at a step: of each sample the newest. */
export function withMoved(known: readonly Moved[], at: number, moves: readonly Move[]): readonly Moved[] {
  const again = new Set(moves.map(({ lane }) => lane));
  const stays = known.filter((each) => each.at < at || (each.at === at && !again.has(each.lane)));
  return [...stays, ...moves.map((move) => ({ ...move, at }))];
}

/** A list of steerings with the moves among them. */
export function withMovesAmong(list: readonly Steering[], moved: readonly Moved[]): readonly Steering[] {
  const byStep = new Map(list.map((steering) => [steering.at, steering]));
  for (const { at, ...move } of moved) {
    const steering = byStep.get(at) ?? { at };
    byStep.set(at, { ...steering, moves: [...(steering.moves ?? []), move] });
  }
  return [...byStep.values()].toSorted((a, b) => a.at - b.at);
}
