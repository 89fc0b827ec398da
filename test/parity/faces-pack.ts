// The trained faces' guides, opened from the pack as committed, and the prompts of training/faces/fixtures.py.

import { createSchedule } from '../../src/diffusion/schedule';
import { openAttributeClassifier } from '../../src/nn/attribute-classifier';
import { openClip, type Clip } from '../../src/nn/clip/clip';
import { openClipOnX0 } from '../../src/nn/clip/clip-on-x0';
import { withParameters } from '../../src/nn/parameters';
import type { SlotClassifier } from '../../src/nn/slot-classifier';
import { chosenValues } from '../../src/nn/slots';
import { loadUNet2D } from '../../src/nn/unet2d';
import type { WeightSource } from '../../src/nn/weight-source';
import { parseAttributeClassifierConfig } from '../../src/pack/configs/attribute-slots';
import { parseClipConfig } from '../../src/pack/configs/clip-config';
import { parseJsonObject } from '../../src/pack/json';
import { parseUNetConfig } from '../../src/pack/network-config';
import { openSafetensors } from '../../src/pack/safetensors';
import { parseSchedulerConfig } from '../../src/pack/scheduler-config';
import type { Read } from './guide-cases';

/** As text, and as the values of the attributes. */
export const PROMPTS: readonly {
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}[] = [
  { text: 'blue hair and a hat', values: { hair: 'blue', hat: 'hat' } },
  { text: 'dark glasses', values: { glasses: 'dark glasses' } },
];

const PACK = 'models/faces';

async function jsonOf(read: Read, path: string) {
  return { json: parseJsonObject(await read(`${PACK}/${path}`), path), path };
}

async function weightsOf(read: Read, path: string): Promise<WeightSource> {
  return openSafetensors(new Map([[path, await read(`${PACK}/${path}`)]]), path);
}

export async function openFacesClassifier(read: Read): Promise<SlotClassifier> {
  const { json, path } = await jsonOf(read, 'classifier/config.json');
  const config = parseAttributeClassifierConfig(json, path);
  return openAttributeClassifier(config, await weightsOf(read, 'classifier/model.safetensors'));
}

export async function openFacesClip(read: Read, folder: 'clip' | 'clip-clean'): Promise<Clip> {
  const configs = [`${folder}/config.json`, `${folder}/image/config.json`, `${folder}/text/config.json`];
  const [clip, image, text] = await Promise.all(configs.map((path) => jsonOf(read, path)));
  return openClip(
    parseClipConfig(clip!, image!, text!),
    await weightsOf(read, `${folder}/image/model.safetensors`),
    await weightsOf(read, `${folder}/text/model.safetensors`),
  );
}

/** The clean CLIP as a guide on x̂_0, with the denoiser that it goes through. */
export async function openFacesClipOnX0(read: Read) {
  const clip = await openFacesClip(read, 'clip-clean');
  const unet = await jsonOf(read, 'unet/config.json');
  const file = await jsonOf(read, 'scheduler/scheduler_config.json');
  const config = parseUNetConfig(unet.json, unet.path);
  const scheduler = parseSchedulerConfig(file.json, file.path);
  const { predictionType, clipRange } = scheduler;
  const { alphasCumprod } = createSchedule(scheduler);
  const { network, parameters } = withParameters(
    await weightsOf(read, 'unet/diffusion_pytorch_model.safetensors'),
    (p) => loadUNet2D(p, config),
  );
  const guide = openClipOnX0(clip, { network, config, predictionType, alphasCumprod, clipRange });
  const dispose = () => {
    guide.dispose();
    clip.dispose();
    parameters.dispose();
  };
  return { clip, guide, alphasCumprod, dispose };
}

/** The embedding of each lane's prompt, [B, D]. @param targets indices of prompts */
export function directionsOf(clip: Clip, targets: readonly number[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(targets.flatMap((prompt) => [...clip.encodeText(PROMPTS[prompt]!.text)]));
}

/** What each lane's prompt asks for, [B, K]. @param targets indices of prompts */
export function chosenOf({ slots }: SlotClassifier, targets: readonly number[]): Float32Array<ArrayBuffer> {
  const wanted = targets.map((prompt) =>
    slots.map(({ name, labels }) => labels.indexOf(PROMPTS[prompt]!.values[name] ?? '')),
  );
  return chosenValues(slots, wanted);
}
