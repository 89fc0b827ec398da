// The judge of finished sentences: it reads their words off, and says how usual each sentence is.

import { sentenceOf } from '../../diffusion/words/tokens';
import { natsPerToken, type LanguageJudge } from '../../nn/words/language-judge';
import type { TextDenoiser } from '../../nn/words/text-denoiser';
import type { SentenceJudge } from '../../terms/networks';

export function sentenceJudge(
  judge: LanguageJudge,
  { rounding, sampleShape }: Pick<TextDenoiser, 'rounding' | 'sampleShape'>,
): SentenceJudge {
  const [, positions] = sampleShape;
  return {
    natsPerWord: async (x0) => {
      const tokens = rounding.readOff(x0);
      return Array.from({ length: tokens.length / positions }, (_, lane) => {
        const row = tokens.subarray(lane * positions, (lane + 1) * positions);
        return natsPerToken(judge, [sentenceOf(row)]);
      });
    },
    dispose: () => undefined, // its weights are rows of numbers
  };
}
