// A folder of files to Denoiser, Guides and judge on the current backend. First every config is read and
// checked, then the weights. To open again after a lost device, call it again with kept files.

import { NudgeError } from '../terms/errors';
import type { Denoiser, Guide, Judge, SentenceJudge } from '../terms/networks';
import {
  usualScale,
  type GuideInfo,
  type PackInfo,
  type PackNote,
  type SampleKind,
} from '../terms/pack-info';
import { unsupported } from './checked';
import { sameClasses, withClasses } from './class-embeds';
import type { PackFiles } from './files';
import { guideKinds } from './guide-kinds';
import { judgeOnDemand } from './judge-on-demand';
import { manifestOf, neighboursOf } from './manifest-of';
import type { Manifest } from './nudge-json';
import { pipelineKinds } from './pipeline-kinds';
import type {
  GuideEntry,
  LoadedDenoiser,
  LoadedGuide,
  PipelineKind,
  PlannedDenoiser,
  PlannedGuide,
} from './planned';
import { requireJson } from './read-json';
import { openSafetensors, type StoredWeights } from './safetensors';
import { readWeights } from './weight-files';

/** Bytes of weights that came, and that will come in all. */
export type OnProgress = (loaded: number, total: number) => void;

/** Networks on the backend. Its `dispose` frees them. */
export interface OpenedPack {
  readonly info: PackInfo;
  readonly denoiser: Denoiser;
  /** By id, as in `info.guides`. */
  readonly guides: ReadonlyMap<string, Guide>;
  /** Loads the judge on first use; null when the pack has none. The pack disposes it. */
  judge(): Promise<Judge | null>;
  /** The same where samples are sentences; absent where none are. */
  sentenceJudge?(): Promise<SentenceJudge | null>;
  dispose(): void;
}

interface Plan {
  readonly pipeline: PipelineKind;
  readonly manifest: Manifest;
  readonly denoiser: PlannedDenoiser;
  readonly guides: readonly (PlannedGuide & { readonly entry: GuideEntry })[];
}

/**
 * @param onProgress called at once with (0, total), then as bytes come
 * @param samples what they must be; absent: anything
 * @param begun the backend, which may come while files do; absent: it is there
 * @throws NudgeError `pack-missing`, `pack-corrupt`, `pack-mismatch`, `other-samples`, `pack-unsupported`, `network`;
 *   then no tensor is left behind
 */
export async function openPack(
  files: PackFiles,
  onProgress: OnProgress = () => {},
  samples?: SampleKind,
  begun = Promise.resolve(),
): Promise<OpenedPack> {
  const plan = await planOf(files, samples);
  const parts = [plan.denoiser.weights, ...plan.guides.flatMap(({ weights }) => weights)];
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  await plan.denoiser.expectAffordable?.(total, begun);
  let loaded = 0;
  onProgress(0, total);
  const count = (bytes: number) => {
    loaded += bytes;
    onProgress(loaded, Math.max(loaded, total));
  };
  const sources = await Promise.all(
    parts.map(async (weights): Promise<StoredWeights> =>
      openSafetensors(await readWeights(files, weights, count), weights.owner),
    ),
  );
  const notes = [
    files.notes ?? [],
    plan.denoiser.notes ?? [],
    ...sources.map((source) => source.notes),
  ].flat();
  const [first, ...others] = sources;
  await begun;
  const denoiser = plan.denoiser.load(first!, plan.denoiser.classes);
  const guides = new Map<string, LoadedGuide>();
  const disposeNetworks = (): void => {
    denoiser.dispose();
    for (const guide of guides.values()) guide.dispose();
  };
  try {
    for (const guide of plan.guides) {
      const own = others.splice(0, guide.weights.length);
      if (guide.load) guides.set(guide.entry.id, guide.load(own, denoiser));
    }
  } catch (error) {
    disposeNetworks();
    throw error;
  }
  const { judgeFolder } = plan.manifest;
  const judge = judgeOnDemand(
    files,
    denoiser,
    judgeFolder === null
      ? null
      : () => plan.pipeline.planJudge(files, judgeFolder, plan.denoiser, plan.guides[0]?.slots ?? []),
  );
  return {
    info: infoOf(files.id, plan, denoiser, guides, notes),
    denoiser,
    guides,
    judge: async () => await judge.get().then((found) => (found !== null && 'judge' in found ? found : null)),
    sentenceJudge: async () =>
      await judge.get().then((found) => (found !== null && 'natsPerWord' in found ? found : null)),
    dispose: () => {
      disposeNetworks();
      judge.dispose();
    },
  };
}

/** Reads and checks every config, and finds the weights, before any of them is read. */
async function planOf(files: PackFiles, samples?: SampleKind): Promise<Plan> {
  const index = await requireJson(files, 'model_index.json');
  const name = index['_class_name'];
  const pipeline = typeof name === 'string' ? pipelineKinds.get(name) : undefined;
  if (pipeline === undefined) {
    throw unsupported('model_index.json', '_class_name', name, [...pipelineKinds.keys()].join(', '));
  }
  const planned = await pipeline.plan(files, index);
  expectSamples(files.id, planned, samples);
  const manifest = await manifestOf(files, planned);
  const denoiser = withClasses(planned, manifest, index, files.answers?.nullClass);
  const guides: Plan['guides'][number][] = [];
  for (const entry of manifest.guides) {
    guides.push({ ...(await guideKinds.get(entry.kind)!(files, entry, denoiser)), entry });
  }
  return {
    pipeline,
    manifest,
    denoiser,
    guides: sameClasses(guides, denoiser),
  };
}

/** @throws NudgeError `other-samples` where a model is opened on a view of other samples */
function expectSamples(id: string, { text }: PlannedDenoiser, samples?: SampleKind): void {
  const found = text === undefined ? 'pictures' : 'sentences';
  if (samples === undefined || found === samples) return;
  throw new NudgeError(
    'other-samples',
    `Expected a model of ${samples}, got “${id}”, one of ${found}.`,
    found === 'sentences' ? 'Sentences are shown by Words.' : 'Pictures are shown by Denoise.',
  );
}

function infoOf(
  id: string,
  { manifest, denoiser, guides }: Plan,
  opened: LoadedDenoiser,
  loaded: ReadonlyMap<string, LoadedGuide>,
  notes: readonly PackNote[],
): PackInfo {
  const { title, judgeFolder, steps, sampleSheet, examples, heldOut } = manifest;
  const infos = guides.map(
    ({ title: name, targets, slots, words, looksAt, sentences, rule, scale, entry }): GuideInfo => ({
      id: entry.id,
      title: name,
      targets,
      slots,
      ...(looksAt === undefined ? {} : { looksAt }),
      ...(words === undefined ? {} : { words }),
      ...(sentences === undefined ? {} : { sentences }),
      rule: entry.rule ?? rule,
      scale: { ...usualScale, ...scale, ...entry.scale },
      ...(entry.smoothedFrom === undefined ? {} : { smoothedFrom: entry.smoothedFrom }),
      parameters: loaded.get(entry.id)?.parameterCount ?? 0,
    }),
  );
  const neighbours = neighboursOf(manifest);
  return {
    id,
    title: title ?? id,
    sampleShape: denoiser.sampleShape,
    ...(denoiser.size === undefined ? {} : { size: denoiser.size }),
    scheduler: denoiser.scheduler,
    guides: infos,
    hasJudge: judgeFolder !== null,
    ...(judgeFolder === null ? {} : { judgeFolder }),
    ...(neighbours.length === 0 ? {} : { neighbours }),
    defaultSteps: Math.min(steps, denoiser.scheduler.trainTimesteps),
    parameters: opened.parameterCount,
    ...(notes.length === 0 ? {} : { notes }),
    ...(opened.selfConditioned === true ? { selfConditioned: true } : {}),
    ...classInfo(denoiser),
    ...textInfo(denoiser, opened, manifest),
    ...(sampleSheet === null ? {} : { sampleSheet }),
    ...(examples.length === 0 ? {} : { examples }),
    ...(heldOut.length === 0 ? {} : { heldOut }),
  };
}

function classInfo({ classes }: PlannedDenoiser): Pick<PackInfo, 'classEmbeds'> {
  if (classes === undefined) return {};
  const { labels: _, ...classEmbeds } = classes;
  return { classEmbeds };
}

/** Copies of the small tables that rounding needs: they travel to the page. */
function textInfo(
  { text: planned }: PlannedDenoiser,
  { text }: LoadedDenoiser,
  { peopleNats }: Manifest,
): Pick<PackInfo, 'embeddings' | 'text'> {
  if (planned === undefined || text === undefined) return {};
  const { words, plane } = planned;
  return {
    embeddings: Float32Array.from(text.rounding.embedding),
    text: {
      words,
      headBias: Float32Array.from(text.rounding.headBias),
      ...(plane === null ? {} : { plane }),
      ...(peopleNats === null ? {} : { peopleNats }),
    },
  };
}
