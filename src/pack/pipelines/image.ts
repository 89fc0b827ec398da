// Pictures: a UNet2DModel and its scheduler, as diffusers' DDPMPipeline saves them, and a judge of finished pictures.

import { openAttributeJudge } from '../../nn/attribute-judge';
import type { UNetConfig } from '../../nn/unet-config';
import { isLearned } from '../../diffusion/learned-variance';
import type { SchedulerConfig } from '../../terms/scheduler';
import { NudgeError } from '../../terms/errors';
import type { PackNote } from '../../terms/pack-info';
import { mismatch, unsupported } from '../checked';
import { expectAffordable } from '../affordable';
import { attributeSlots, expectSameSlots, readsAttributes } from '../configs/attribute-slots';
import { parseJudgeConfig } from '../judge-config';
import type { JsonObject } from '../json';
import { givesNoSize, parseUNetConfig } from '../network-config';
import type { PipelineKind } from '../planned';
import { requireJson } from '../read-json';
import { expectShape } from '../sample-shape';
import { schedulerClasses } from '../scheduler-classes';
import { parseSchedulerConfig, schedulerNotes } from '../scheduler-config';
import { findWeights } from '../weight-files';
import { loadSampleJudge } from './sample-judge';
import { loadDenoiser } from './unet-denoiser';

const SCHEDULER = 'scheduler/scheduler_config.json';

export const imagePipeline: PipelineKind = {
  async plan(files, index) {
    checkParts(index);
    const schedulerJson = await requireJson(files, SCHEDULER);
    const scheduler = parseSchedulerConfig(schedulerJson, SCHEDULER);
    const unetJson = await requireJson(files, 'unet/config.json');
    const config = parseUNetConfig(unetJson, 'unet/config.json', files.answers?.size);
    expectSameVariance(config, scheduler);
    return {
      folder: 'unet',
      sampleShape: [...config.sampleSize, config.inChannels],
      scheduler,
      weights: await findWeights(files, 'unet', 'diffusion_pytorch_model'),
      ...(givesNoSize(unetJson) ? { size: config.sampleSize[0] } : {}),
      expectAffordable: (bytes, begun) => expectAffordable(config, bytes, files.answers ?? {}, null, begun),
      notes: [...schedulerNotes(schedulerJson), ...channelNotes(config), ...sizeNotes(unetJson, config)],
      ...(config.classEmbeds === undefined ? {} : { classEmbeds: config.classEmbeds }),
      load: (weights, classes) => loadDenoiser(config, weights, classes?.nullClass),
    };
  },
  async planJudge(files, folder, { sampleShape }, expected) {
    const path = `${folder}/config.json`;
    const config = parseJudgeConfig(await requireJson(files, path), path);
    expectShape(config, sampleShape, path);
    const slots = readsAttributes(config.labels) ? attributeSlots(config.labels, path) : null;
    if (slots !== null && expected.length > 0) expectSameSlots(slots, expected, path);
    return {
      folder,
      weights: await findWeights(files, folder, 'model'),
      load: (weights) =>
        slots === null ? loadSampleJudge(config, weights) : openAttributeJudge(config, slots, weights),
    };
  },
};

/** @throws NudgeError `pack-mismatch` where one of them has a learned Σ, and the other has not */
function expectSameVariance(
  { inChannels, outChannels }: UNetConfig,
  { varianceType }: SchedulerConfig,
): void {
  const learned = isLearned(varianceType);
  if (learned === (outChannels === 2 * inChannels)) return;
  throw mismatch(
    'unet/config.json',
    learned
      ? `expected out_channels of ${2 * inChannels}, twice in_channels, for the scheduler’s variance_type is ${varianceType}, got ${outChannels}.`
      : `out_channels is ${outChannels}, twice in_channels, as where Σ is learned; but the scheduler’s variance_type is ${varianceType}.`,
    learned
      ? 'Write “variance_type”: “fixed_small” into scheduler_config.json where the network gives no Σ.'
      : 'Write “variance_type” into scheduler_config.json: “learned_range” for a model as improved or guided diffusion trains it, “learned” where the second half is Σ itself.',
  );
}

function channelNotes({ inChannels }: UNetConfig): readonly PackNote[] {
  if (inChannels === 2) {
    return [{ text: 'Its samples have 2 channels: each is shown as a plane of greys, side by side.' }];
  }
  if (inChannels !== 4) return [];
  const latent =
    'Its samples have 4 channels, as the latents of an autoencoder do, which only its decoder makes pictures of';
  return [{ text: `${latent}: each is shown as a plane of greys from −3 to +3, side by side in two rows.` }];
}

function sizeNotes(json: JsonObject, { sampleSize }: UNetConfig): readonly PackNote[] {
  if (!givesNoSize(json)) return [];
  const [height, width] = sampleSize;
  return [
    {
      text: `Its config.json gives no sample_size: ${height} × ${width} was chosen.`,
    },
  ];
}

/** @throws NudgeError `pack-unsupported`, `pack-corrupt` */
function checkParts(index: Readonly<Record<string, unknown>>): void {
  const path = 'model_index.json';
  for (const [part, classes] of Object.entries({
    unet: ['UNet2DModel'],
    scheduler: schedulerClasses,
  })) {
    const entry = index[part];
    const className: unknown = Array.isArray(entry) ? entry[1] : undefined;
    if (typeof className !== 'string') {
      throw new NudgeError(
        'pack-corrupt',
        `${path}: expected "${part}" to name its library and class.`,
        'Choose a folder as diffusers saves a DDPMPipeline.',
      );
    }
    if (!classes.includes(className)) throw unsupported(path, part, className, classes.join(', '));
  }
}
