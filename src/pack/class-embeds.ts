// The classes of a denoiser that takes one: which of its embeddings means none, and what the others are called.

import { NudgeError } from '../terms/errors';
import { mismatch } from './checked';
import type { JsonObject } from './json';
import type { PlannedDenoiser, PlannedGuide } from './planned';

/**
 * A denoiser with what is said of its classes: by nudge.json, or by model_index.json, where DiT's pipelines name theirs.
 *
 * @param asked the null class that a person names, where the files do not say it
 * @throws NudgeError `pack-mismatch` where what the files say does not fit, `asks` where what the person says does not
 */
export function withClasses(
  planned: PlannedDenoiser,
  said: { readonly nullClass?: number | null; readonly classes?: readonly string[] },
  index: JsonObject,
  asked?: number | null,
): PlannedDenoiser {
  const { classEmbeds: count } = planned;
  const { classes: named } = said;
  const nullClass = (said.nullClass === undefined ? asked : said.nullClass) ?? null;
  if (count === undefined) {
    if (said.nullClass === undefined && named === undefined) return planned;
    const name = named === undefined ? 'nullClass' : 'classes';
    throw mismatch(
      'nudge.json',
      `expected "${name}" beside a U-Net with "num_class_embeds" only, got one without.`,
    );
  }
  if (nullClass !== null && nullClass >= count) {
    if (said.nullClass === undefined) throw noSuchClass(nullClass, count);
    throw mismatch('nudge.json', `expected "nullClass" from 0 to ${count - 1}, got ${nullClass}.`);
  }
  const embeds = Array.from({ length: count }, (_, embed) => embed).filter((embed) => embed !== nullClass);
  if (named !== undefined && named.length !== embeds.length) {
    throw mismatch('nudge.json', `expected ${embeds.length} "classes", got ${named.length}.`);
  }
  const { id2label } = index;
  const labels = embeds.map((embed, at) => named?.[at] ?? nameIn(id2label, embed) ?? String(embed));
  const unsaid = said.nullClass === undefined ? { unsaid: true as const } : {};
  return { ...planned, classes: { count, nullClass, labels, ...unsaid } };
}

function noSuchClass(got: number, count: number): NudgeError {
  return new NudgeError(
    'asks',
    `Expected a null class from 0 to ${count - 1}, or none, got ${got}: the model has ${count} class embeddings.`,
    'With “none” it always gets a class.',
    { kind: 'null-class', count },
  );
}

function nameIn(id2label: unknown, embed: number): string | null {
  if (typeof id2label !== 'object' || id2label === null) return null;
  const name = Object.entries(id2label).find(([id]) => id === String(embed))?.[1];
  return typeof name === 'string' && name !== '' ? name.slice(0, 100) : null;
}

/** The embedding of a class, -1 for none. @returns -1 where there is no embedding of none */
export function embedOf(nullClass: number | null, index: number): number {
  if (index < 0) return nullClass ?? -1;
  return nullClass !== null && index >= nullClass ? index + 1 : index;
}

/**
 * What a class is called is the same for every guide that takes one: as a classifier calls it, where the denoiser has
 * numbers only.
 *
 * @throws NudgeError `pack-mismatch` where they have not as many
 */
export function sameClasses<Planned extends PlannedGuide>(
  guides: readonly Planned[],
  { classes }: Pick<PlannedDenoiser, 'classes'>,
): readonly Planned[] {
  if (classes === undefined || classes.unsaid) return guides;
  const { labels } = classes;
  const other = guides.find(
    ({ rule, targets }) => rule.kind !== 'classifier-free' && targets.includes('class'),
  );
  const names = other?.slots[0]?.labels;
  if (names === undefined) return guides;
  if (names.length !== labels.length) {
    throw mismatch(
      'nudge.json',
      `expected a classifier of ${labels.length} classes, as many as the U-Net has without the null class, got ${names.length}.`,
    );
  }
  return guides.map((guide) =>
    guide.rule.kind === 'classifier-free' ? { ...guide, slots: other!.slots } : guide,
  );
}
