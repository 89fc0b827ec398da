// A folder of files to Denoiser, Guide and judge on the current backend. First every config is read and
// checked, then the weights. To open again after a lost device, call it again with kept files.

import type { NoisyClassifierConfig, UNetConfig } from '../nn/unet-config';
import type { Denoiser, Guide, Judge } from '../terms/networks';
import type { PackInfo } from '../terms/pack-info';
import type { SchedulerConfig } from '../terms/scheduler';
import { loadClassifierGuide } from './classifier-guide';
import { mismatch } from './checked';
import type { PackFiles } from './files';
import { parseJudgeConfig } from './judge-config';
import { parseClassifierConfig, parseUNetConfig } from './network-config';
import { checkModelIndex, parseNudgeJson, type Manifest } from './nudge-json';
import { readJson, requireJson } from './read-json';
import { openSafetensors } from './safetensors';
import { loadSampleJudge } from './sample-judge';
import { parseSchedulerConfig } from './scheduler-config';
import { loadDenoiser } from './unet-denoiser';
import { findWeights, readWeights, type WeightFiles } from './weight-files';

/** Bytes of weights that came, and that will come in all. */
export type OnProgress = (loaded: number, total: number) => void;

export interface OpenedPack {
  readonly info: PackInfo;
  readonly denoiser: Denoiser;
  readonly guide: Guide | null;
  /** Loads the judge on first use; null when the pack has none. The pack disposes it. */
  judge(): Promise<Judge | null>;
  dispose(): void;
}

interface Plan {
  readonly manifest: Manifest;
  readonly scheduler: SchedulerConfig;
  readonly unet: { readonly config: UNetConfig; readonly weights: WeightFiles };
  readonly classifier: { readonly config: NoisyClassifierConfig; readonly weights: WeightFiles } | null;
}

/**
 * @param onProgress called at once with (0, total), then as bytes come
 * @throws NudgeError `pack-missing`, `pack-corrupt`, `pack-mismatch`, `pack-unsupported`, `network`; then no
 *   tensor is left behind
 */
export async function openPack(files: PackFiles, onProgress: OnProgress = () => {}): Promise<OpenedPack> {
  const plan = await planOf(files);
  const total = plan.unet.weights.bytes + (plan.classifier?.weights.bytes ?? 0);
  let loaded = 0;
  onProgress(0, total);
  const count = (bytes: number) => {
    loaded += bytes;
    onProgress(loaded, Math.max(loaded, total));
  };
  const unetFiles = await readWeights(files, plan.unet.weights, count);
  const classifierFiles = plan.classifier && (await readWeights(files, plan.classifier.weights, count));

  const denoiser = loadDenoiser(plan.unet.config, openSafetensors(unetFiles, 'unet'));
  try {
    const guide =
      plan.classifier && classifierFiles
        ? loadClassifierGuide(plan.classifier.config, openSafetensors(classifierFiles, 'classifier'))
        : null;
    const judge = judgeOnDemand(files, plan);
    return {
      info: infoOf(files.id, plan, denoiser.parameterCount, guide?.parameterCount ?? 0),
      denoiser,
      guide,
      judge: judge.get,
      dispose: () => {
        denoiser.dispose();
        guide?.dispose();
        judge.dispose();
      },
    };
  } catch (error) {
    denoiser.dispose();
    throw error;
  }
}

/** Reads and checks every config, and finds the weights, before any of them is read. */
async function planOf(files: PackFiles): Promise<Plan> {
  checkModelIndex(await requireJson(files, 'model_index.json'));
  const scheduler = parseSchedulerConfig(
    await requireJson(files, 'scheduler/scheduler_config.json'),
    'scheduler/scheduler_config.json',
  );
  const config = parseUNetConfig(await requireJson(files, 'unet/config.json'), 'unet/config.json');
  const manifest = await manifestOf(files);
  const folder = manifest.classifierFolder;
  const classifier = folder === null ? null : await planClassifier(files, folder, config);
  const unet = { config, weights: await findWeights(files, 'unet', 'diffusion_pytorch_model') };
  return { manifest, scheduler, unet, classifier };
}

/** Somebody's own checkpoint has no nudge.json: unguided, unless a classifier lies beside it. */
async function manifestOf(files: PackFiles): Promise<Manifest> {
  const json = await readJson(files, 'nudge.json');
  if (json) return parseNudgeJson(json);
  const hasClassifier = (await files.size('classifier/config.json')) !== null;
  const classifierFolder = hasClassifier ? 'classifier' : null;
  return {
    title: null,
    classifierFolder,
    judgeFolder: null,
    guidanceScale: 4,
    steps: 100,
    sampleSheet: null,
  };
}

async function planClassifier(
  files: PackFiles,
  folder: string,
  unet: UNetConfig,
): Promise<Plan['classifier']> {
  const path = `${folder}/config.json`;
  const config = parseClassifierConfig(await requireJson(files, path), path);
  expectSameSamples(config, unet, path);
  return { config, weights: await findWeights(files, folder, 'model') };
}

type SampleFields = Pick<UNetConfig, 'sampleSize' | 'inChannels'>;

function expectSameSamples(config: SampleFields, unet: SampleFields, path: string): void {
  const text = ({ sampleSize, inChannels }: SampleFields) => `${sampleSize.join('×')}×${inChannels}`;
  if (text(config) === text(unet)) return;
  throw mismatch(path, `expected samples of ${text(unet)} as in unet/config.json, got ${text(config)}.`);
}

function infoOf(id: string, plan: Plan, denoiser: number, classifier: number): PackInfo {
  const { sampleSize, inChannels } = plan.unet.config;
  const { sampleSheet } = plan.manifest;
  return {
    id,
    title: plan.manifest.title ?? id,
    sampleShape: [...sampleSize, inChannels],
    scheduler: plan.scheduler,
    classes: plan.classifier?.config.labels ?? [],
    hasJudge: plan.manifest.judgeFolder !== null,
    defaultGuidanceScale: plan.manifest.guidanceScale,
    defaultSteps: Math.min(plan.manifest.steps, plan.scheduler.trainTimesteps),
    parameters: { denoiser, classifier },
    ...(sampleSheet === null ? {} : { sampleSheet }),
  };
}

function judgeOnDemand(
  files: PackFiles,
  plan: Plan,
): { get: () => Promise<Judge | null>; dispose: () => void } {
  const folder = plan.manifest.judgeFolder;
  let loading: Promise<Judge> | null = null;
  let loaded: Judge | null = null;
  let disposed = false;
  const load = async (name: string): Promise<Judge> => {
    const path = `${name}/config.json`;
    const config = parseJudgeConfig(await requireJson(files, path), path);
    expectSameSamples(config, plan.unet.config, path);
    const weights = await readWeights(files, await findWeights(files, name, 'model'), () => {});
    const judge = loadSampleJudge(config, openSafetensors(weights, name));
    if (disposed) judge.dispose();
    loaded = judge;
    return judge;
  };
  return {
    get: async () => {
      if (folder === null) return null;
      loading ??= load(folder);
      try {
        return await loading;
      } catch (error) {
        loading = null; // the next call tries again
        throw error;
      }
    },
    dispose: () => {
      disposed = true;
      loaded?.dispose();
    },
  };
}
