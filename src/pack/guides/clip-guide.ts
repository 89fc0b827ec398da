// What the guides share that read prompts: the configs and weights of a CLIP, prompts as directions, and the belief in
// every label of the pack's slots.

import type { Clip, ClipGuidance } from '../../nn/clip/clip';
import { mixedPrompts, openClip } from '../../nn/clip/clip';
import type { ClipConfig } from '../../nn/clip/clip-config';
import { SPECIAL_TOKENS } from '../../nn/clip/tokens';
import { zeroShot } from '../../nn/clip/zero-shot';
import { invariant } from '../../terms/errors';
import type { Guidance } from '../../terms/networks';
import type { Slot } from '../../terms/pack-info';
import { wordsOf } from '../../terms/prompt-text';
import { meanShift } from '../../terms/rule';
import type { Samples } from '../../terms/sample';
import type { Target } from '../../terms/target';
import { mismatch } from '../checked';
import { parseClipConfig } from '../configs/clip-config';
import { expectSlots } from '../configs/slots';
import type { PackFiles } from '../files';
import type { GuideEntry, LoadedDenoiser, LoadedGuide, PlannedDenoiser, PlannedGuide } from '../planned';
import { requireJson } from '../read-json';
import { expectShape } from '../sample-shape';
import { findWeights } from '../weight-files';

/** How a kind of guide asks its CLIP. */
export interface ClipAsked {
  evaluate(xt: Samples, t: Float32Array, directions: Float32Array<ArrayBuffer>): Promise<ClipGuidance>;
  /** The CLIP is disposed after it. */
  dispose?(): void;
}

/**
 * @param usualTitle where nudge.json has none
 * @throws NudgeError `pack-missing`, `pack-corrupt`, `pack-mismatch`, `pack-unsupported`
 */
export async function planClip(
  files: PackFiles,
  { path: folder, title, slots }: GuideEntry,
  { sampleShape }: PlannedDenoiser,
  usualTitle: string,
  asked: (clip: Clip, denoiser: LoadedDenoiser) => ClipAsked,
): Promise<PlannedGuide> {
  const config = await configOf(files, folder);
  expectShape(config.image, sampleShape, `${folder}/image/config.json`);
  expectCaptions(slots, config);
  return {
    title: title ?? usualTitle,
    targets: ['prompt'],
    slots,
    words: { known: config.text.vocabulary.slice(SPECIAL_TOKENS.length), longest: config.text.length },
    rule: meanShift,
    weights: [
      await findWeights(files, `${folder}/image`, 'model'),
      await findWeights(files, `${folder}/text`, 'model'),
    ],
    load: ([image, text], denoiser) => {
      const clip = openClip(config, image!, text!);
      try {
        return clipGuide(clip, slots, asked(clip, denoiser));
      } catch (error) {
        clip.dispose();
        throw error;
      }
    },
  };
}

async function configOf(files: PackFiles, folder: string): Promise<ClipConfig> {
  const read = async (path: string) => ({ json: await requireJson(files, path), path });
  return parseClipConfig(
    await read(`${folder}/config.json`),
    await read(`${folder}/image/config.json`),
    await read(`${folder}/text/config.json`),
  );
}

/** Captions that cannot be read would give beliefs about nothing. @throws NudgeError `pack-mismatch` */
function expectCaptions(slots: readonly Slot[], { text }: ClipConfig): void {
  expectSlots(slots, 'nudge.json');
  for (const caption of slots.flatMap(({ captions = [] }) => captions)) {
    const words = wordsOf(caption);
    const unknown = words.find((word) => !text.vocabulary.includes(word));
    if (words.length > 0 && unknown === undefined) continue;
    const got = words.length === 0 ? `"${caption}"` : `"${unknown}" in "${caption}"`;
    throw mismatch('nudge.json', `expected captions of the vocabulary's words, got ${got}.`);
  }
}

function clipGuide(clip: Clip, slots: readonly Slot[], asked: ClipAsked): LoadedGuide {
  const believe = zeroShot(clip, slots);
  const { dimensions } = clip.config.image;
  return {
    parameterCount: clip.parameterCount,
    evaluate: async (xt, t, targets) => {
      const directions = new Float32Array(targets.length * dimensions);
      targets.forEach((target, lane) => directions.set(directionOf(clip, target), lane * dimensions));
      const { value, gradient, seen } = await asked.evaluate(xt, t, directions);
      return { value, gradient, beliefs: believe(seen) } satisfies Guidance;
    },
    dispose: () => {
      asked.dispose?.();
      clip.dispose();
    },
  };
}

/** Σ w·c of the phrases that have a word; without any it is 0, and nothing is guided. */
function directionOf(clip: Clip, target: Target): Float32Array {
  invariant(target.kind === 'prompt', `guide: expected a prompt as target, got ${target.kind}`);
  return mixedPrompts(
    clip,
    target.parts.filter(({ text }) => wordsOf(text).length > 0),
  );
}
