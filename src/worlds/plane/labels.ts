// Which class the exact classifier takes each point for, worked out in slices: many points and many components take
// longer than a frame has.

import { classesOf } from '../../diffusion/distances/class-accuracy';
import type { Mixture } from '../../terms/plane';
import { inSlices } from '../../timing/in-slices';

/** Points times components that are compared between two looks at the clock. */
const WORK = 50_000;

/** Yields between portions. @param points [n, 2] */
export function* labelling(
  mixture: Mixture,
  points: Float32Array<ArrayBuffer>,
): Generator<void, Int32Array<ArrayBuffer>> {
  const labels = new Int32Array(points.length / 2);
  const portion = Math.max(8, Math.floor(WORK / mixture.variances.length));
  for (let from = 0; from < labels.length; from += portion) {
    labels.set(classesOf(mixture, points.subarray(2 * from, 2 * (from + portion))), from);
    yield;
  }
  return labels;
}

/** Remembers the labels of the newest points; until they are there, those of the points before. */
export class LabelKeeper {
  #known: { readonly points: object; readonly mixture: Mixture; readonly labels: Int32Array } | null = null;
  #busy = false;

  constructor(private readonly onNews: () => void) {}

  labelsOf(mixture: Mixture, points: Float32Array<ArrayBuffer>): Int32Array | null {
    const known = this.#known?.mixture === mixture ? this.#known : null;
    if (known?.points !== points && !this.#busy) void this.#work(mixture, points);
    return known !== null && 2 * known.labels.length === points.length ? known.labels : null;
  }

  async #work(mixture: Mixture, points: Float32Array<ArrayBuffer>): Promise<void> {
    this.#busy = true;
    const labels = await inSlices(labelling(mixture, points), () => true);
    this.#busy = false;
    if (labels === null) return;
    this.#known = { points, mixture, labels };
    this.onNews();
  }
}
