// Where the model is among a person's files. They are read as diffusers lays out a DDPMPipeline; what lies otherwise (a
// training's checkpoint, a flat folder of the Hub, a variant of the weights) is found here, and what was chosen is said.

import { NudgeError } from '../terms/errors';
import type { PackNote } from '../terms/pack-info';
import type { FoundFiles, PackFiles } from './files';
import { expectWithin } from './files-in-memory';
import { inPyTorch, weightsIn } from './weights-in-folder';

const INDEX = 'model_index.json';
const UNET_CONFIG = 'unet/config.json';
const SCHEDULER = 'scheduler/scheduler_config.json';

/** Where what is read by its usual name lies. */
interface Layout {
  /** "" or ending in a slash: what is not named below lies there. */
  readonly root: string;
  /** Usual name → path. */
  readonly places: ReadonlyMap<string, string>;
  /** Usual name → what stands in for a file that is not there. */
  readonly assumed: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly notes: readonly PackNote[];
}

/** @throws NudgeError `pack-missing`, `pack-mismatch`, `pack-unsupported` */
export function laidOut({ files, paths }: FoundFiles): PackFiles {
  const { root, places, assumed, notes } = layoutOf(paths.filter((path) => !/(^|\/)__MACOSX\//.test(path)));
  const bytesOf = (path: string): Uint8Array | null => {
    const json = assumed.get(path);
    return json === undefined ? null : new TextEncoder().encode(JSON.stringify(json));
  };
  const placeOf = (path: string): string => places.get(path) ?? root + path;
  return {
    ...files,
    notes: [...(files.notes ?? []), ...notes],
    nameOf: placeOf,
    size: async (path) => bytesOf(path)?.length ?? (await files.size(placeOf(path))),
    read: async (path, limit, onBytes) => {
      const bytes = bytesOf(path);
      if (bytes === null) return await files.read(placeOf(path), limit, onBytes);
      expectWithin(path, bytes.length, limit);
      return bytes;
    },
  };
}

function layoutOf(paths: readonly string[]): Layout {
  const indexed = rootOf(paths, (path) => before(path, INDEX), 'model');
  if (indexed !== null) {
    const { root } = indexed;
    const unet = weightsIn(paths, `${root}unet/`);
    return { root, places: unet.places, assumed: new Map(), notes: unet.notes };
  }
  return bareUNet(paths) ?? nothingIn(paths);
}

/** Without model_index.json: unet/ or unet_ema/ below the root, or the root is the U-Net's own folder. */
function bareUNet(paths: readonly string[]): Layout | null {
  const ofParts = rootOf(
    paths,
    (path) => before(path, UNET_CONFIG) ?? before(path, 'unet_ema/config.json'),
    'checkpoint',
  );
  const found =
    ofParts ??
    rootOf(paths, (path) => {
      const folder = before(path, 'config.json');
      return folder !== null && paths.some((each) => isWeightsOf(folder, each)) ? folder : null;
    });
  if (found === null) return null;
  const { root } = found;
  const notes: PackNote[] = [...found.notes];
  let folder = root;
  if (ofParts !== null) {
    const hasEma = paths.includes(`${root}unet_ema/config.json`);
    folder = `${root}${hasEma ? 'unet_ema' : 'unet'}/`;
    if (hasEma) {
      const also = paths.includes(root + UNET_CONFIG) ? ' and not unet/, the last step’s own' : '';
      notes.push({
        text: `The weights are those of unet_ema/, their moving average over the training${also}.`,
      });
    }
  }
  const weights = weightsIn(paths, folder);
  notes.push(...weights.notes);
  const scheduler = [
    `${root}${SCHEDULER}`,
    `${root}scheduler_config.json`,
    `${parentOf(root)}${SCHEDULER}`,
  ].find((path) => paths.includes(path));
  const places = new Map([...weights.places, [UNET_CONFIG, `${folder}config.json`]]);
  const assumed = new Map<string, Readonly<Record<string, unknown>>>();
  if (!paths.includes(root + INDEX)) {
    assumed.set(INDEX, {
      _class_name: 'DDPMPipeline',
      unet: ['diffusers', 'UNet2DModel'],
      scheduler: ['diffusers', 'DDPMScheduler'],
    });
  }
  if (scheduler !== undefined) places.set(SCHEDULER, scheduler);
  else {
    assumed.set(SCHEDULER, { _class_name: 'DDPMScheduler' });
    notes.push({
      text: 'There is no scheduler_config.json: DDPMScheduler’s defaults are taken, 1000 timesteps, β from 0.0001 to 0.02 in a straight line, ε predicted, x̂₀ clipped to ±1. A model that was trained otherwise gives noise.',
    });
  }
  return { root, places, assumed, notes };
}

const isWeightsOf = (folder: string, path: string): boolean =>
  path.startsWith(folder) &&
  /^[^/]+\.(safetensors|safetensors\.index(\.\w+)?\.json|bin|pt|pth|ckpt)$/.test(path.slice(folder.length));

/** "my/unet/config.json" before "unet/config.json" is "my/"; null where the path ends otherwise. */
function before(path: string, end: string): string | null {
  return path === end || path.endsWith(`/${end}`) ? path.slice(0, -end.length) : null;
}

/**
 * The shallowest folder that is one; of a training's checkpoints the last.
 *
 * @param rootBy the folder that a path tells of; null: of none
 * @throws NudgeError `pack-mismatch` where several lie side by side
 */
function rootOf(
  paths: readonly string[],
  rootBy: (path: string) => string | null,
  of: 'model' | 'checkpoint' = 'model',
): { readonly root: string; readonly notes: readonly PackNote[] } | null {
  const all = [...new Set(paths.flatMap((path) => rootBy(path) ?? []))];
  const least = Math.min(...all.map(depth));
  const roots = all.filter((root) => depth(root) === least);
  const [only, second] = roots;
  if (only === undefined) return null;
  if (second === undefined) return { root: only, notes: [] };
  const steps = roots.map((root) => Number(/checkpoint-(\d+)\/$/.exec(root)?.[1] ?? NaN));
  if (of === 'checkpoint' && steps.every(Number.isFinite)) {
    const root = roots[steps.indexOf(Math.max(...steps))]!;
    return {
      root,
      notes: [{ text: `Of ${roots.length} checkpoints the last is open, ${nameOf(root)}.` }],
    };
  }
  throw new NudgeError(
    'pack-mismatch',
    `Expected one model, got several: ${roots
      .slice(0, 4)
      .map((root) => `"${root}"`)
      .join(' and ')}.`,
    'Choose one of their folders.',
  );
}

function depth(root: string): number {
  return root.split('/').length;
}

const nameOf = (folder: string): string => folder.split('/').at(-2) ?? folder;

const parentOf = (folder: string): string => folder.replace(/[^/]+\/$/, '');

function nothingIn(paths: readonly string[]): never {
  const pickled = inPyTorch(paths);
  if (pickled !== null) throw pickled;
  const weights = paths.find((path) => path.endsWith('.safetensors'));
  if (weights !== undefined) {
    throw new NudgeError(
      'pack-missing',
      `Beside ${weights} there is no config.json, which says what network its numbers are of.`,
      'Open both together: the whole folder, or an archive of it.',
    );
  }
  throw new NudgeError(
    'pack-missing',
    `${INDEX} is not there, nor a UNet2DModel’s config.json beside its weights.`,
    'Choose a folder as diffusers saves it: unet/ and scheduler/, or config.json and diffusion_pytorch_model.safetensors.',
  );
}
