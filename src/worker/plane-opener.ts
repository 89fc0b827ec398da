// A plane as the worker opens it: the exact parts in closed form, the learned ones by a `LearnedPlane`, which stays while
// only the choice between the two changes.

import { checkMixture } from '../diffusion/mixture/check-mixture';
import { exactDenoiser } from '../diffusion/mixture/exact-denoiser';
import { exactGuide } from '../diffusion/mixture/exact-guide';
import type { Denoiser, Guide } from '../terms/networks';
import type { PackInfo, PlaneSource } from '../terms/pack-info';
import { PLANE_SHAPE, planeGuides, type PlaneGuide } from '../terms/plane';
import { classifierFree, meanShift } from '../terms/rule';
import { LearnedPlane, type OpenShipped } from './learned-plane';
import type { OpenedModel } from './ports';

const DEFAULT_STEPS = 100;

const TITLES: Readonly<Record<PlaneGuide, string>> = {
  learned: 'Learned',
  exact: 'Exact',
  clean: 'Clean only',
  'classifier-free': 'Classifier-free',
};

export class PlaneOpener {
  /** The newest learned and what it learns; older ones live until their pack is disposed. */
  #newest: { readonly key: string; readonly learned: LearnedPlane } | null = null;
  readonly #users = new Map<LearnedPlane, number>();

  constructor(private readonly openShipped: OpenShipped) {}

  /** @throws NudgeError `bad-request` for a mixture or a training that contradicts itself */
  async open(source: PlaneSource): Promise<{ pack: OpenedModel; reopen: () => Promise<OpenedModel> }> {
    checkMixture(source.spec.mixture);
    const key = keyOf(source);
    if (this.#newest?.key !== key) {
      const learned = await LearnedPlane.open(source, this.openShipped);
      const old = this.#newest?.learned;
      this.#newest = { key, learned };
      if (old !== undefined && (this.#users.get(old) ?? 0) === 0) old.dispose();
    }
    const { learned } = this.#newest;
    this.#users.set(learned, (this.#users.get(learned) ?? 0) + 1);
    let open = true;
    const dispose = (): void => {
      if (open) this.#leave(learned);
      open = false;
    };
    const pack = packOf(source, learned, dispose);
    const reopen = async (): Promise<OpenedModel> => {
      await learned.rebuild();
      return packOf(source, learned, dispose);
    };
    return { pack, reopen };
  }

  /** The newest learned is kept for the next pack, which may learn the same. */
  #leave(learned: LearnedPlane): void {
    const users = (this.#users.get(learned) ?? 1) - 1;
    this.#users.set(learned, users);
    if (users > 0 || this.#newest?.learned === learned) return;
    this.#users.delete(learned);
    learned.dispose();
  }
}

/** Everything that training depends on. */
function keyOf({ id, spec, train, weights, trained }: PlaneSource): string {
  const { mixture, scheduler } = spec;
  return JSON.stringify([
    id,
    [...mixture.means],
    [...mixture.labels],
    scheduler,
    train,
    weights,
    trained?.id,
  ]);
}

function packOf(source: PlaneSource, learned: LearnedPlane, dispose: () => void): OpenedModel {
  const { spec } = source;
  const denoiser: Denoiser = spec.denoiser === 'exact' ? exactDenoiser(spec) : learned.denoiser();
  const guides = new Map<PlaneGuide, Guide>();
  const kinds: PlaneGuide[] = [];
  if (spec.mixture.classes.length > 1) {
    for (const kind of ['learned', 'exact', 'clean'] as const) {
      const guide = kind === 'exact' ? exactGuide(spec) : learned.guide(kind);
      if (guide !== null) guides.set(kind, guide);
    }
    // in the place that the list of them has for it
    const own = spec.denoiser === 'exact' || learned.takesClass;
    kinds.push(...planeGuides.filter((kind) => (kind === 'classifier-free' ? own : guides.has(kind))));
  }
  return {
    info: infoOf(source, kinds, learned),
    denoiser,
    guides,
    judge: () => Promise.resolve(null),
    trainee: learned,
    dispose,
  };
}

function infoOf(
  { id, title, spec, defaultGuidanceScale }: PlaneSource,
  kinds: readonly PlaneGuide[],
  { parameters, why }: Pick<LearnedPlane, 'parameters' | 'why'>,
): PackInfo {
  const slots = [{ name: 'class', labels: spec.mixture.classes }];
  const scale = { default: defaultGuidanceScale, min: 0, max: 16, row: [0, 0.5, 1, 2, 4, 8, 16] };
  return {
    id,
    title,
    sampleShape: PLANE_SHAPE,
    scheduler: spec.scheduler,
    guides: kinds.map((kind) => ({
      id: kind,
      title: TITLES[kind],
      targets: ['class'],
      slots,
      scale,
      rule: kind === 'classifier-free' ? classifierFree : meanShift,
      parameters: kind === 'classifier-free' ? parameters.denoiser : parameters.classifier,
    })),
    hasJudge: false,
    defaultSteps: DEFAULT_STEPS,
    parameters: parameters.denoiser,
    ...(why === null ? {} : { unlearned: why }),
  };
}
