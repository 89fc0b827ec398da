// What a person's own model is opened with, and what it is called then.

import type { ModelOrigin } from '../history/model-origin';
import type { LoadAnswers } from '../terms/load-question';
import { answersOf, ownModelId, ownModelOf, shortDigest, type OwnModel } from '../terms/own-model';
import type { PackInfo, PackSource } from '../terms/pack-info';
import type { Wanted } from './wanted';

/** The files of a model that a link names, opened with what the link says was chosen for it. */
export function asLinked(source: PackSource, missing: OwnModel | null): PackSource {
  if (source.kind !== 'files' || missing === null) return source;
  return { ...source, answers: { ...answersOf(missing), ...source.answers } };
}

export function answered(from: ModelOrigin, answers: LoadAnswers): ModelOrigin {
  const { source } = from;
  if (source.kind === 'plane') return from;
  // a person's own is another model now
  return {
    ...from,
    key: source.kind === 'files' ? null : from.key,
    source: { ...source, answers: { ...source.answers, ...answers } },
  };
}

/** What is wanted, of the model that has come: a person's own is called by its own name. */
export function named(asked: Wanted, pack: PackInfo): Wanted {
  const own = ownModelOf(pack);
  return own === null ? asked : { ...asked, settings: { ...asked.settings, pack: ownModelId(own) } };
}

/** What there is to say where a model of the person's own came that is not the missing one; null for nothing. */
export function otherThan(missing: OwnModel | null, { sha256, title }: PackInfo): string | null {
  if (missing === null || sha256 === undefined || missing.sha256 === sha256) return null;
  return `The link names the weights of “${missing.name}” (sha256 ${shortDigest(missing.sha256)}); those of ${title} are others (${shortDigest(sha256)}), so this is another run.`;
}
