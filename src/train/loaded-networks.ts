// A plane's networks with weights that were trained beforehand, asked like those of a Trainer.

import * as tf from '@tensorflow/tfjs-core';
import { planeClassifier } from '../nn/plane-classifier';
import { planeDenoiser } from '../nn/plane-denoiser';
import type { PlaneNetwork } from '../nn/plane-network';
import { readPlaneParameters } from '../nn/plane-weights';
import type { WeightSource } from '../nn/weight-source';
import { NudgeError } from '../terms/errors';
import type { Denoiser, Guide } from '../terms/networks';
import { planeScheduler, type LearnedGuide } from '../terms/plane';
import { planeParts, type PlanePart } from '../terms/trained';
import { networkOf, readoutOf, type Plane } from './tasks';
import { timeMap } from './time-map';

/** Networks of the plane that were trained elsewhere, on the backend. */
export interface PlaneNetworks {
  /** What these return is not to be disposed. */
  denoiser(): Denoiser;
  guide(kind: LearnedGuide): Guide;
  /** Numbers in the denoiser and in the noisy classifier. */
  readonly parameters: { readonly denoiser: number; readonly classifier: number };
  dispose(): void;
}

/** What shipped weights were trained under. */
export const shippedScheduler = planeScheduler('cosine');

/**
 * Uploads the weights, of networks trained on `shippedScheduler`. Under another schedule each t is answered as the t
 * of the same ᾱ.
 *
 * @param source tensors named as `namedPlaneTensors` names them, for the three parts
 * @throws NudgeError `pack-mismatch`, `pack-corrupt`
 */
export function loadPlaneNetworks(plane: Plane, source: WeightSource): PlaneNetworks {
  const { predictionType } = plane.scheduler;
  if (predictionType !== shippedScheduler.predictionType) {
    throw new NudgeError(
      'pack-mismatch',
      `${source.owner}: expected a scheduler of ${shippedScheduler.predictionType}, got ${predictionType}.`,
    );
  }
  const width = source.shapeOf('denoiser.0.weight')?.[0] ?? 0;
  const trained = { mixture: plane.mixture, scheduler: shippedScheduler };
  const checked = planeParts.map((part) => {
    const network = networkOf(part, trained, width);
    return [part, network, readPlaneParameters(source, part, network)] as const;
  });
  const loaded = new Map(
    checked.map(([part, network, values]) => [part, { network, tensor: tf.tensor1d(values) }]),
  );
  const of = (part: PlanePart): [PlaneNetwork, () => tf.Tensor1D] => {
    const { network, tensor } = loaded.get(part)!;
    return [network, () => tensor];
  };
  const asTrained = timeMap(plane.scheduler, shippedScheduler);
  const guides = {
    learned: planeClassifier(...of('noisy'), readoutOf('noisy', trained)),
    clean: planeClassifier(...of('clean'), readoutOf('clean', trained)),
  };
  const denoiser = planeDenoiser(...of('denoiser'));
  return {
    denoiser: () => ({
      ...denoiser,
      predict: (xt, t, before, classes) => denoiser.predict(xt, asTrained(t), before, classes),
    }),
    guide: (kind) => ({
      ...guides[kind],
      evaluate: (xt, t, targets) => guides[kind].evaluate(xt, asTrained(t), targets, null),
    }),
    parameters: {
      denoiser: loaded.get('denoiser')!.tensor.size,
      classifier: loaded.get('noisy')!.tensor.size,
    },
    dispose: () => tf.dispose([...loaded.values()].map(({ tensor }) => tensor)),
  };
}
