// Labels of a classifier or judge of several attributes, "hair: blue", to its slots: the part before the colon names the
// head (training/faces/attributes.py).

import type { AttributeClassifierConfig } from '../../nn/attribute-classifier';
import type { Slot } from '../../terms/pack-info';
import { mismatch } from '../checked';
import type { JsonObject } from '../json';
import { parseClassifierConfig } from '../network-config';
import { expectSlots } from './slots';

const PAIR = /^(.+?): (.+)$/;

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseAttributeClassifierConfig(json: JsonObject, path: string): AttributeClassifierConfig {
  const { labels, ...encoder } = parseClassifierConfig(json, path);
  return { ...encoder, slots: attributeSlots(labels, path) };
}

/** Whether labels are those of several attributes, "hair: blue", and not of classes. */
export function readsAttributes(labels: readonly string[]): boolean {
  return labels.every((label) => PAIR.test(label));
}

/** @throws NudgeError `pack-mismatch` */
export function attributeSlots(labels: readonly string[], path: string): readonly Slot[] {
  const slots: { name: string; labels: string[] }[] = [];
  for (const label of labels) {
    const [, name, value] = PAIR.exec(label) ?? [];
    if (name === undefined || value === undefined) {
      throw mismatch(path, `expected labels as "attribute: value", got "${label}".`);
    }
    const last = slots.at(-1);
    if (last?.name === name) last.labels.push(value);
    else slots.push({ name, labels: [value] });
  }
  expectSlots(slots, path);
  return slots;
}

/** A judge reads the attributes that the classifier steers. @throws NudgeError `pack-mismatch` */
export function expectSameSlots(slots: readonly Slot[], expected: readonly Slot[], path: string): void {
  const quoted = (text: string | undefined) => (text === undefined ? 'nothing' : `"${text}"`);
  for (let i = 0; i < Math.max(slots.length, expected.length); i++) {
    const [own, other] = [slots[i], expected[i]];
    if (own?.name !== other?.name) {
      throw mismatch(path, `expected attribute ${i} to be ${quoted(other?.name)}, got ${quoted(own?.name)}.`);
    }
    const [values = [], others = []] = [own?.labels, other?.labels];
    const at = Array.from({ length: Math.max(values.length, others.length) }, (_, k) => k).find(
      (k) => values[k] !== others[k],
    );
    if (at === undefined) continue;
    throw mismatch(
      path,
      `expected value ${at} of "${own?.name}" to be ${quoted(others[at])}, got ${quoted(values[at])}.`,
    );
  }
}
