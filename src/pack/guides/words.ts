// The guide of sentences: a noisy classifier of what they say, and the way to words that are known beforehand (a length,
// an infilling) through the denoiser. What a lane asks for is added up: log p(slots) - |x̂_0 - E(w)|²/2.

import { knownTokens } from '../../diffusion/words/known-tokens';
import { FREE, sayableWords } from '../../diffusion/words/tokens';
import { chosenValues } from '../../nn/slots';
import type { SlotClassifier } from '../../nn/slot-classifier';
import { openTextClassifier } from '../../nn/words/text-classifier';
import type { TextDenoiser } from '../../nn/words/text-denoiser';
import { invariant } from '../../terms/errors';
import type { Guidance } from '../../terms/networks';
import type { Slot } from '../../terms/pack-info';
import type { Updates } from '../../terms/rule';
import type { Target } from '../../terms/target';
import { mismatch } from '../checked';
import { parseTextClassifierConfig } from '../configs/text-classifier-config';
import { expectSameVectors } from '../configs/words-agreement';
import type { PackFiles } from '../files';
import type { GuideEntry, LoadedGuide, PlannedDenoiser, PlannedGuide } from '../planned';
import { requireJson } from '../read-json';
import { findWeights } from '../weight-files';

/** Diffusion-LM's own control (Li et al. 2022, §4.3). */
const diffusionLm: Updates = {
  kind: 'updates',
  count: 3,
  length: 0.1,
  weight: 0.01,
  quiet: 0.05,
  sign: true,
};

/** @throws NudgeError `pack-missing`, `pack-corrupt`, `pack-mismatch`, `pack-unsupported` */
export async function planWords(
  files: PackFiles,
  { path: folder, title }: GuideEntry,
  { text }: PlannedDenoiser,
): Promise<PlannedGuide> {
  if (text === undefined) {
    throw mismatch(
      'nudge.json',
      'a guide of the kind "words" expected a denoiser of words, got one of pictures.',
    );
  }
  const path = `${folder}/config.json`;
  const config = parseTextClassifierConfig(await requireJson(files, path), path);
  expectSameVectors(config, text.config, path);
  const { words } = text;
  return {
    title: title ?? 'Words',
    targets: ['slots', 'length', 'fill'],
    slots: config.slots,
    rule: diffusionLm,
    sentences: { words: sayableWords(words), most: text.config.length - 2 },
    weights: [await findWeights(files, folder, 'model')],
    load: ([weights], denoiser) => {
      invariant(denoiser.text !== undefined, 'words: expected a denoiser of words');
      return wordsGuide(openTextClassifier(config, weights!), denoiser.text, words);
    },
  };
}

function wordsGuide(
  classifier: SlotClassifier,
  denoiser: TextDenoiser,
  words: readonly string[],
): LoadedGuide {
  const { slots } = classifier;
  const [, positions] = denoiser.sampleShape;
  return {
    parameterCount: classifier.parameterCount,
    evaluate: async (xt, t, targets, before) => {
      const known = targets.map((target) => knownTokens(target, words, positions));
      const [said, way] = await Promise.all([
        classifier.evaluate(
          xt,
          t,
          chosenValues(
            slots,
            targets.map((target) => wantedValues(slots, target)),
          ),
        ),
        known.some((tokens) => tokens !== null)
          ? denoiser.towardWords(xt, t, tokensOfLanes(known, positions), before)
          : null,
      ]);
      const { value, gradient, probs } = said;
      if (way === null) return { value, gradient, beliefs: probs };
      return {
        value: value.map((logP, lane) => logP + way.value[lane]!),
        gradient: gradient.map((slope, i) => slope + way.gradient[i]!),
        beliefs: probs,
      } satisfies Guidance;
    },
    dispose: () => classifier.dispose(),
  };
}

/** Of each slot the value that is asked for; -1 where any will do. */
function wantedValues(slots: readonly Slot[], target: Target): readonly number[] {
  const parts = target.kind === 'all' ? target.of : [target];
  const wanted = new Map(parts.flatMap((part) => (part.kind === 'slots' ? Object.entries(part.values) : [])));
  return slots.map(({ name, labels }) => labels.indexOf(wanted.get(name) ?? ''));
}

function tokensOfLanes(
  known: readonly (Int32Array<ArrayBuffer> | null)[],
  positions: number,
): Int32Array<ArrayBuffer> {
  const rows = new Int32Array(known.length * positions).fill(FREE);
  known.forEach((tokens, lane) => {
    if (tokens !== null) rows.set(tokens, lane * positions);
  });
  return rows;
}
