// A picture sinking into noise, as Noise and Objective save it: a strip of a few levels, and a film over all of them.

import type { Frame, Tile } from '../../export/frame';
import { stripIndices } from '../../plots/strip-layout';
import type { Samples } from '../../terms/sample';
import type { Film } from '../share/subject';

const STRIP_COLUMNS = 12;
/** Of the film: the picture sinks within two seconds. */
const FILM_FRAMES = 60;

/** The t of the strip. @param last T - 1 */
export function stripTimes(last: number): readonly number[] {
  return stripIndices(last, STRIP_COLUMNS);
}

/** @param last T - 1 */
export function sinkingFilm(last: number, frameAt: (t: number) => Frame): Film {
  const times = stripIndices(last, FILM_FRAMES);
  return { frames: times.length, frameAt: (i) => frameAt(times[i] ?? 0), rate: 20, leftOut: '' };
}

/** A tile of its own numbers, as they are handed over to be drawn. */
export function tileOf(values: Samples | null | undefined, text: Partial<Tile>): Tile {
  return { values: values?.slice() ?? null, range: null, title: '', note: '', tone: 'plain', ...text };
}
