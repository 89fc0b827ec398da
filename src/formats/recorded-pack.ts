// The pack of a recorded run as JSON has it: what it holds in arrays stands beside it in base64.

import { sayableWords } from '../diffusion/words/tokens';
import { fromBase64, toBase64 } from './base64';
import type { EmbeddingPlane, PackInfo } from '../terms/pack-info';

/** Of a pack of sentences: float32, base64. */
export interface RecordedWords {
  readonly words: readonly string[];
  readonly plane?: EmbeddingPlane;
  readonly peopleNats?: number;
  readonly embeddings: string;
  readonly headBias: string;
  readonly betas: string;
}

interface Recorded {
  readonly pack: PackInfo;
  readonly sentences?: RecordedWords;
}

const packs = new WeakMap<Recorded, PackInfo>();

/** Made once of a recording. */
export function packOfRecording(recording: Recorded): PackInfo {
  const { pack, sentences } = recording;
  const known = packs.get(recording);
  if (known !== undefined) return known;
  if (sentences === undefined) return pack;
  const { embeddings, headBias, betas, ...told } = sentences;
  const words = sayableWords(told.words);
  const made: PackInfo = {
    ...pack,
    scheduler: { ...pack.scheduler, trainedBetas: Array.from(fromBase64(betas)) },
    embeddings: fromBase64(embeddings),
    text: { ...told, headBias: fromBase64(headBias) },
    guides: pack.guides.map((guide) =>
      guide.sentences === undefined ? guide : { ...guide, sentences: { ...guide.sentences, words } },
    ),
  };
  packs.set(recording, made);
  return made;
}

/** The other way. */
export function recordPack(info: PackInfo): Recorded {
  const { embeddings, text, ...pack } = info;
  if (embeddings === undefined || text === undefined) return { pack: info };
  const { headBias, ...told } = text;
  return {
    pack: {
      ...pack,
      scheduler: { ...pack.scheduler, trainedBetas: null },
      guides: pack.guides.map((guide) =>
        guide.sentences === undefined ? guide : { ...guide, sentences: { ...guide.sentences, words: [] } },
      ),
    },
    sentences: {
      ...told,
      embeddings: toBase64(embeddings),
      headBias: toBase64(headBias),
      betas: toBase64(Float32Array.from(pack.scheduler.trainedBetas ?? [])),
    },
  };
}
