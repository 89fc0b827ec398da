// Which of the files in a U-Net's folder are its weights: diffusers' own name, one of its variants (fp16, ema), or whatever
// single safetensors file is there. PyTorch's pickles are told how to become one.

import { NudgeError } from '../terms/errors';
import type { PackNote } from '../terms/pack-info';

const STEM = 'diffusion_pytorch_model';
const USUAL = `unet/${STEM}.safetensors`;
const INDEX = `${USUAL}.index.json`;
/** Of several, the first: averaged ones and full precision before others. */
const PREFERRED = ['ema', 'fp32', 'fp16', 'bf16'];

interface Weights {
  /** Usual name → path, where it is not the usual one. */
  readonly places: ReadonlyMap<string, string>;
  readonly notes: readonly PackNote[];
}

/**
 * @param folder ending in a slash, or "" for the top
 * @throws NudgeError `pack-unsupported`, `pack-mismatch`
 */
export function weightsIn(paths: readonly string[], folder: string): Weights {
  const names = paths.flatMap((path) => {
    const name = path.startsWith(folder) ? path.slice(folder.length) : '/';
    return name.includes('/') ? [] : [name];
  });
  const taking = (name: string, usual: string, ...notes: PackNote[]): Weights => ({
    // shards are found beside their index, by names that it gives
    places: new Map([
      [usual, folder + name],
      ...names.filter((each) => SHARD.test(each)).map((each) => [`unet/${each}`, folder + each] as const),
    ]),
    notes,
  });
  if (names.includes(`${STEM}.safetensors`)) return taking(`${STEM}.safetensors`, USUAL);
  if (names.includes(`${STEM}.safetensors.index.json`)) {
    return taking(`${STEM}.safetensors.index.json`, INDEX);
  }
  const variants = names
    .flatMap((name) => {
      const variant = VARIANT.exec(name)?.[1] ?? VARIANT_INDEX.exec(name)?.[1];
      return variant === undefined || SHARD.test(name) ? [] : [{ name, variant }];
    })
    .toSorted((a, b) => rank(a.variant) - rank(b.variant) || (a.variant < b.variant ? -1 : 1));
  const [first, ...others] = variants;
  if (first !== undefined) {
    const apart = others.length === 0 ? '' : `, and not ${others.map(({ variant }) => variant).join(', ')}`;
    return taking(first.name, first.name.endsWith('.json') ? INDEX : USUAL, {
      text: `The weights are the variant ${first.variant}${apart}.`,
    });
  }
  const [single, second] = names.filter((name) => name.endsWith('.safetensors') && !SHARD.test(name));
  if (names.includes('model.safetensors')) return taking('model.safetensors', USUAL);
  if (single !== undefined && second !== undefined) {
    throw new NudgeError(
      'pack-mismatch',
      `Expected one file of weights beside ${folder}config.json, got "${single}" and "${second}".`,
      `Leave the one that is meant, or call it ${STEM}.safetensors.`,
    );
  }
  if (single !== undefined) return taking(single, USUAL, { text: `The weights are those of ${single}.` });
  const pickled = inPyTorch(names, folder);
  if (pickled !== null) throw pickled;
  return { places: new Map(), notes: [] };
}

const SHARD = /-\d{5}-of-\d{5}\.safetensors$/;
const VARIANT = new RegExp(`^${STEM}\\.([\\w-]+)\\.safetensors$`);
const VARIANT_INDEX = new RegExp(`^${STEM}\\.safetensors\\.index\\.([\\w-]+)\\.json$`);

function rank(variant: string): number {
  const at = PREFERRED.indexOf(variant);
  return at >= 0 ? at : variant === 'non_ema' ? 99 : PREFERRED.length;
}

/** The weights of a training's other parts. */
const NOT_A_NETWORK = /optimizer|scheduler|scaler|random_states|training_args|rng_state/i;

/**
 * What to say where the only weights are PyTorch's own.
 *
 * @param folder where they lie, with a config.json beside them; absent: anywhere, without one
 */
export function inPyTorch(paths: readonly string[], folder?: string): NudgeError | null {
  const path = paths.find((each) => /\.(bin|pt|pth|ckpt)$/i.test(each) && !NOT_A_NETWORK.test(each));
  if (path === undefined) return null;
  const named = JSON.stringify(folder === undefined || folder === '' ? '.' : folder.slice(0, -1));
  const code =
    folder === undefined
      ? [
          'import torch; from safetensors.torch import save_file',
          `save_file(torch.load(${JSON.stringify(path)}, map_location="cpu", weights_only=True), "${STEM}.safetensors")`,
        ]
      : [
          'from diffusers import UNet2DModel',
          `UNet2DModel.from_pretrained(${named}).save_pretrained(${named})`,
        ];
  const then = folder === undefined ? 'put it beside the config.json of its UNet2DModel' : 'open it again';
  return new NudgeError(
    'pack-unsupported',
    `${folder ?? ''}${path}: a file of PyTorch’s own, which can run code when it is read; Nudge reads safetensors.`,
    `Two lines of Python make one of it, then ${then}:\n${code.join('\n')}`,
  );
}
