// A noisy classifier with a head for each of several attributes as a Guide: Σ log p of what is asked for.

import { openAttributeClassifier } from '../../nn/attribute-classifier';
import { chosenValues } from '../../nn/slots';
import { invariant } from '../../terms/errors';
import type { Slot } from '../../terms/pack-info';
import { meanShift } from '../../terms/rule';
import type { Target } from '../../terms/target';
import { expectSameSlots, parseAttributeClassifierConfig } from '../configs/attribute-slots';
import type { PackFiles } from '../files';
import type { GuideEntry, PlannedDenoiser, PlannedGuide } from '../planned';
import { requireJson } from '../read-json';
import { expectShape } from '../sample-shape';
import { findWeights } from '../weight-files';

/** @throws NudgeError `pack-missing`, `pack-corrupt`, `pack-mismatch`, `pack-unsupported` */
export async function planAttributes(
  files: PackFiles,
  { path: folder, title, slots }: GuideEntry,
  { sampleShape }: PlannedDenoiser,
): Promise<PlannedGuide> {
  const path = `${folder}/config.json`;
  const config = parseAttributeClassifierConfig(await requireJson(files, path), path);
  expectShape(config, sampleShape, path);
  if (slots.length > 0) expectSameSlots(config.slots, slots, path);
  return {
    title: title ?? 'Attributes',
    targets: ['slots'],
    slots: slots.length > 0 ? slots : config.slots,
    rule: meanShift,
    weights: [await findWeights(files, folder, 'model')],
    load: ([weights]) => {
      const classifier = openAttributeClassifier(config, weights!);
      return {
        parameterCount: classifier.parameterCount,
        evaluate: async (xt, t, targets) => {
          const wanted = targets.map((target) => wantedOf(config.slots, target));
          const { value, gradient, probs } = await classifier.evaluate(
            xt,
            t,
            chosenValues(config.slots, wanted),
          );
          return { value, gradient, beliefs: probs };
        },
        dispose: () => classifier.dispose(),
      };
    },
  };
}

/** Index of each slot's label that is asked for; -1 where any will do. */
function wantedOf(slots: readonly Slot[], target: Target): readonly number[] {
  invariant(target.kind === 'slots', `guide: expected values of slots as target, got ${target.kind}`);
  return slots.map(({ name, labels }) => labels.indexOf(target.values[name] ?? ''));
}
