// What there is to say of an address: which of its fields made no sense, and what it could not hold.

/** What a link cannot hold. */
export const leftOutNames = ['turns', 'picture', 'training', 'moved', 'model'] as const;
/** One of these. A link names its own in the field `without`, with dots between them. */
export type LeftOut = (typeof leftOutNames)[number];

const SENTENCES: Readonly<Record<LeftOut, string>> = {
  turns: 'This link was too long to hold how the run was steered; the file that goes with it does.',
  picture: 'This link was made with a picture that is too large for a link.',
  training:
    'This link was made with networks that were trained in the tab, which a link cannot hold: press Train, and the same seed gives the same training.',
  moved: 'This link was made with a particle that was moved by hand, which a link cannot hold.',
  model: 'This link was made with a model opened from files, which a link cannot hold.',
};

/**
 * @param refused fields that fell to their defaults: names and texts
 * @param leftOut parts of fields that fell away
 * @param without what the link says that it could not hold
 * @returns null where there is nothing to say
 */
export function complaintOf(
  refused: readonly (readonly [name: string, text: string])[],
  leftOut: readonly (readonly [name: string, text: string])[],
  without: string | undefined,
): string | null {
  const sentences: string[] = [];
  if (refused.length > 0) {
    const [is, their] = refused.length === 1 ? ['makes', 'its default is'] : ['make', 'their defaults are'];
    const named = refused.map(quoted);
    const names = named.join(', ').replace(/, ([^,]*)$/, ' and $1');
    sentences.push(`The link’s ${names} ${is} no sense here; ${their} used.`);
  }
  for (const part of leftOut) {
    sentences.push(`The link’s ${quoted(part)} asks for what this model has not, and is left out.`);
  }
  const missing = (without ?? '').split('.');
  for (const name of leftOutNames) {
    if (missing.includes(name)) sentences.push(SENTENCES[name]);
  }
  return sentences.length === 0 ? null : sentences.join(' ');
}

function quoted([name, text]: readonly [name: string, text: string]): string {
  return `${name} “${text.length > 24 ? `${text.slice(0, 24)}…` : text}”`;
}
