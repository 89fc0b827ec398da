// projection.json of a pack of words: the plane in which its embeddings are drawn.

import * as v from 'valibot';
import type { EmbeddingPlane } from '../../terms/pack-info';
import { checked, mismatch } from '../checked';
import type { JsonObject } from '../json';

const numbers = v.array(v.pipe(v.number(), v.finite('a finite number')));
const schema = v.object({ mean: numbers, axes: v.tuple([numbers, numbers]) });

/** @param d numbers of an embedding. @throws NudgeError `pack-corrupt`, `pack-mismatch` */
export function parseProjection(json: JsonObject, d: number, path: string): EmbeddingPlane {
  const { mean, axes } = checked(schema, json, path);
  const other = [mean, ...axes].find((each) => each.length !== d);
  if (other !== undefined) {
    throw mismatch(
      path,
      `expected ${d} numbers of a mean and of each axis, as embeddings have, got ${other.length}.`,
    );
  }
  return { mean, axes };
}
