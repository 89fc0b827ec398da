// id2label: the names of classes, keyed "0", "1", ... without a gap.

import * as v from 'valibot';
import { mismatch } from './checked';
import { limits } from './limits';

export const labelsSchema = v.record(v.string(), v.pipe(v.string(), v.maxLength(100, 'a short label')));

/** @returns the labels in order, at least two */
export function labelsOf(id2label: Readonly<Record<string, string>>, path: string): string[] {
  const count = Object.keys(id2label).length;
  if (count < 2 || count > limits.classes) {
    throw mismatch(path, `expected 2 to ${limits.classes} classes in id2label, got ${count}.`);
  }
  return Array.from({ length: count }, (_, id) => {
    const label = id2label[String(id)];
    if (label === undefined)
      throw mismatch(path, `expected id2label to count from 0 to ${count - 1}: ${id} lacks.`);
    return label;
  });
}
