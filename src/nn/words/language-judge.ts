// The language judge (training/words/language_judge.py): a small recurrent network that says how likely a sentence is,
// word by word. It measures and never guides. It is asked for a few finished sentences, one word after the other, so it
// is computed on rows of numbers and not on the backend.

import { withParameters, type Parameters } from '../parameters';
import { linearRows, logistic, logSumExpAt, type RowLayer } from '../text/rows';
import type { WeightSource } from '../weight-source';
import { END, START } from '../../diffusion/words/tokens';

/** An embedding, one gated recurrent layer and a linear head. */
export interface LanguageJudgeConfig {
  /** V. */
  readonly vocabSize: number;
  readonly embeddingDim: number;
  /** Numbers in the state. */
  readonly width: number;
}

/** Says how likely a sentence is, word by word. It measures and never guides. */
export interface LanguageJudge {
  readonly parameterCount: number;
  /**
   * How unlikely each word is after those before it, -log p, and in the end that nothing more comes.
   *
   * @param sentence tokens without START and END
   * @returns nats, one more than there are words
   */
  nats(sentence: Int32Array): Float32Array<ArrayBuffer>;
}

/** @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function openLanguageJudge(config: LanguageJudgeConfig, weights: WeightSource): LanguageJudge {
  const { network: judge, parameters } = withParameters(weights, (p) => loadLanguageJudge(p, config));
  return { parameterCount: parameters.count, nats: judge };
}

/** Mean nats a token over sentences, their ends counted as tokens: NaN of none. */
export function natsPerToken(judge: LanguageJudge, sentences: readonly Int32Array[]): number {
  let sum = 0;
  let tokens = 0;
  for (const sentence of sentences) {
    for (const nats of judge.nats(sentence)) {
      sum += nats;
      tokens++;
    }
  }
  return sum / tokens;
}

function loadLanguageJudge(
  parameters: Parameters,
  { vocabSize, embeddingDim, width }: LanguageJudgeConfig,
): LanguageJudge['nats'] {
  const embedding = parameters.numbers('embedding.weight', [vocabSize, embeddingDim]);
  const gates = (of: 'ih' | 'hh', inputs: number): RowLayer => ({
    weight: parameters.numbers(`gru.weight_${of}_l0`, [3 * width, inputs]),
    bias: parameters.numbers(`gru.bias_${of}_l0`, [3 * width]),
  });
  const fromWord = gates('ih', embeddingDim);
  const fromState = gates('hh', width);
  const head: RowLayer = {
    weight: parameters.numbers('head.weight', [vocabSize, width]),
    bias: parameters.numbers('head.bias', [vocabSize]),
  };

  return (sentence) => {
    const following = [...sentence, END];
    let state = new Float32Array(width);
    let token = START;
    return Float32Array.from(following, (next) => {
      const word = embedding.subarray(token * embeddingDim, (token + 1) * embeddingDim);
      state = nextState(state, linearRows(word, fromWord), linearRows(state, fromState));
      token = next;
      const logits = linearRows(state, head);
      return logSumExpAt(logits, 0, vocabSize) - logits[next]!;
    });
  };
}

/**
 * A gated recurrent unit (Cho et al. 2014), as PyTorch has it.
 *
 * @param given what the word says of reset, update and new, [3·width]; @param kept what the state says
 */
function nextState(
  state: Float32Array<ArrayBuffer>,
  given: Float32Array,
  kept: Float32Array,
): Float32Array<ArrayBuffer> {
  const width = state.length;
  return state.map((value, i) => {
    const reset = logistic(given[i]! + kept[i]!);
    const update = logistic(given[width + i]! + kept[width + i]!);
    const fresh = Math.tanh(given[2 * width + i]! + reset * kept[2 * width + i]!);
    return (1 - update) * fresh + update * value;
  });
}
