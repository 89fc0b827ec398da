// What comes of a case: opened as a person would, and asked once.

import { openOwnPack } from '../../../src/pack/open-own-pack';
import { NudgeError } from '../../../src/terms/errors';
import type { LoadAnswers } from '../../../src/terms/load-question';
import type { InHand } from './in-hand';

export interface Outcome {
  readonly comes: string;
  /** Every sentence that is said of it. */
  readonly says: readonly string[];
  /** What the denoiser makes of a fixed x_t; null where nothing opened. */
  readonly output: Float32Array | null;
}

export async function outcomeOf(inHand: InHand, answers: LoadAnswers = {}): Promise<Outcome> {
  try {
    const { pack } = await openOwnPack('mine', inHand, () => undefined, undefined, answers);
    try {
      const [height, width, channels] = pack.info.sampleShape;
      const xt = Float32Array.from({ length: height * width * channels }, (_, i) => Math.sin(i));
      // one that has never been asked without a class is asked with its first
      const classes = pack.info.classEmbeds?.nullClass === null ? Int32Array.of(0) : null;
      const output = await pack.denoiser.predict(xt, Float32Array.of(500), null, classes);
      const says = (pack.info.notes ?? []).flatMap(({ text, list = [] }) => [text, ...list]);
      return { comes: 'opens', says, output };
    } finally {
      pack.dispose();
    }
  } catch (error) {
    if (!(error instanceof NudgeError)) throw error;
    return { comes: error.code, says: [error.message, error.hint], output: null };
  }
}
