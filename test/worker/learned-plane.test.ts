// The learned half of a plane: weights that come with it until training begins, what is kept over a lost device, and what
// is said where the weights are not there.

import { beforeAll, describe, expect, it, vi } from 'vitest';
import { NudgeError, type ErrorCode } from '../../src/terms/errors';
import type { PlaneSource } from '../../src/terms/pack-info';
import { classTarget } from '../../src/terms/target';
import type { PlaneNetworks } from '../../src/train/loaded-networks';
import { LearnedPlane, type OpenShipped } from '../../src/worker/learned-plane';
import { PlaneOpener } from '../../src/worker/plane-opener';
import { startTestWasm } from '../kernels/start-test-wasm';
import { planeSource } from './plane-worker';

beforeAll(startTestWasm);

const source = planeSource('moons', 'Moons');
const moons = source.spec.mixture;
const exact: PlaneSource = { ...source, spec: { ...source.spec, denoiser: 'exact' } };

/** Weights that predict one number everywhere, and how often they were fetched and given up. */
function shipped(number = 0.25) {
  const dispose = vi.fn();
  const networks: PlaneNetworks = {
    denoiser: () => ({
      sampleShape: [1, 1, 2],
      predict: (xt) => Promise.resolve(xt.map(() => number)),
      dispose: () => {},
    }),
    guide: () => ({
      evaluate: (xt, t) =>
        Promise.resolve({
          value: t.map(() => number),
          gradient: xt.map(() => number),
          beliefs: new Float32Array(2 * t.length),
        }),
      dispose: () => {},
    }),
    parameters: { denoiser: 11, classifier: 7 },
    dispose,
  };
  const open = vi.fn<OpenShipped>().mockResolvedValue(networks);
  return { open, dispose };
}

const xt = Float32Array.of(0.5, -0.5);
const at = Float32Array.of(300);
const none: OpenShipped = () => Promise.resolve(null);
const predicted = (plane: LearnedPlane) =>
  plane
    .denoiser()
    .predict(xt, at, null)
    .then((said) => [...said]);
const believed = async (plane: LearnedPlane) =>
  (await plane.guide('learned')!.evaluate(xt, at, [classTarget(0)], null)).value[0];

describe('weights that come with a plane', () => {
  it('are used until training begins, and are given up then', async () => {
    const { open, dispose } = shipped();
    const plane = await LearnedPlane.open(source, open);
    expect([plane.origin(), plane.parameters, plane.why]).toEqual([
      'shipped',
      { denoiser: 11, classifier: 7 },
      null,
    ]);
    expect(plane.progress()).toMatchObject({ state: 'training', step: 0, mostSteps: 100_000 });
    expect(await plane.exported()).toBeNull();
    expect(await plane.gradients()).toBeNull();
    expect(await plane.keep()).toBeNull();
    expect(await predicted(plane)).toEqual([0.25, 0.25]);
    expect(await believed(plane)).toBe(0.25);
    await plane.advance(1);
    expect(plane.origin()).toBe('here');
    expect(plane.progress().step).toBeGreaterThan(0);
    expect(dispose).toHaveBeenCalledOnce();
    expect(await predicted(plane)).not.toEqual([0.25, 0.25]);
    expect(await believed(plane)).not.toBe(0.25);
    plane.dispose();
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('are given up by a reset too: it is trained from the beginning', async () => {
    const { open, dispose } = shipped();
    const plane = await LearnedPlane.open(source, open);
    await plane.reset();
    expect([plane.origin(), plane.progress().step]).toEqual(['here', 0]);
    expect(dispose).toHaveBeenCalledOnce();
    plane.dispose();
  });

  it('are fetched again for a new device, and freed with the plane', async () => {
    const { open, dispose } = shipped();
    const plane = await LearnedPlane.open(source, open);
    await plane.rebuild();
    expect(open).toHaveBeenCalledTimes(2);
    expect(plane.origin()).toBe('shipped');
    plane.dispose();
    expect(dispose).toHaveBeenCalledOnce();
  });

  it.each<ErrorCode>(['host', 'pack-corrupt', 'pack-mismatch'])(
    'that are not there (%s) keep nothing else away, and it is said why',
    async (code) => {
      const broken: OpenShipped = () => Promise.reject(new NudgeError(code, 'No weights.', ''));
      const { pack } = await new PlaneOpener(broken).open(exact);
      expect(pack.info.unlearned).toMatchObject({ code, message: 'No weights.' });
      expect(pack.info.guides.map(({ id }) => id)).toContain('exact');
      const { pack: whole } = await new PlaneOpener(shipped().open).open(exact);
      expect(whole.info).not.toHaveProperty('unlearned');
    },
  );

  it.each([new NudgeError('network', 'No network.', ''), new Error('a bug')])(
    'that may come at another try are a load that fails: %s',
    async (trouble) => {
      const open = vi.fn<OpenShipped>().mockRejectedValue(trouble);
      await expect(LearnedPlane.open(source, open)).rejects.toBe(trouble);
    },
  );
});

describe('on a new device', () => {
  it('training goes on from what was kept, whatever comes with the plane', async () => {
    const { open } = shipped();
    const plane = await LearnedPlane.open(source, open);
    await plane.advance(1);
    const { step } = plane.progress();
    expect(await plane.keep()).toMatchObject({ step });
    await plane.advance(1);
    const before = plane.progress().step;
    expect(before).toBeGreaterThan(step);
    await plane.rebuild();
    expect([plane.origin(), plane.progress().step]).toEqual(['here', step]);
    expect(open).toHaveBeenCalledOnce();
    plane.dispose();
  });

  it('training of which nothing was kept, or that was reset, begins again', async () => {
    const { open } = shipped();
    const plane = await LearnedPlane.open(source, open);
    await plane.advance(1);
    await plane.rebuild();
    expect([plane.origin(), plane.progress().step]).toEqual(['here', 0]);
    await plane.advance(1);
    await plane.keep();
    await plane.reset();
    await plane.rebuild();
    expect(plane.progress().step).toBe(0);
    expect(open).toHaveBeenCalledOnce();
    plane.dispose();
  });
});

describe('what a plane can be steered by', () => {
  const guidesOf = async (of: PlaneSource, open = none) => {
    const { pack } = await new PlaneOpener(open).open(of);
    return pack.info.guides;
  };
  const train = { ...source.train, cleanClassifier: true };

  it('is what is learned of it, and what is exact, with the sizes of their networks', async () => {
    const guides = await guidesOf({ ...exact, train }, shipped().open);
    expect(guides.map(({ id, title, parameters }) => [id, title, parameters])).toEqual([
      ['learned', 'Learned', 7],
      ['exact', 'Exact', 7],
      ['clean', 'Clean only', 7],
      ['classifier-free', 'Classifier-free', 11],
    ]);
    for (const { id, slots, targets, rule } of guides) {
      expect(slots).toEqual([{ name: 'class', labels: moons.classes }]);
      expect(targets).toEqual(['class']);
      expect(rule.kind).toBe(id === 'classifier-free' ? 'classifier-free' : 'mean-shift');
    }
  });

  it('is no network that is not learned, and no denoiser that was never told a class', async () => {
    const ids = async (of: PlaneSource) => (await guidesOf(of)).map(({ id }) => id);
    expect(await ids(source)).toEqual(['learned', 'exact', 'classifier-free']);
    const untold = { ...source.train, noisyClassifier: false, classDropout: 1 };
    expect(await ids({ ...source, train: untold })).toEqual(['exact']);
    expect(await ids({ ...exact, train: untold })).toEqual(['exact', 'classifier-free']);
  });

  it('is nothing where there is one class', async () => {
    const mixture = { ...moons, labels: moons.labels.map(() => 0), classes: ['all'] };
    const { pack } = await new PlaneOpener(none).open({ ...source, spec: { ...source.spec, mixture } });
    expect(pack.info.guides).toEqual([]);
    expect(pack.guides.size).toBe(0);
  });
});

describe('another plane', () => {
  it('of the same points is learned anew where their classes are others, and not where only what is asked is', async () => {
    const planes = new PlaneOpener(none);
    const first = await planes.open(source);
    const second = await planes.open(exact);
    expect(second.pack.trainee).toBe(first.pack.trainee);
    const mixture = { ...moons, labels: moons.labels.map((label) => 1 - label) };
    const third = await planes.open({ ...source, spec: { ...source.spec, mixture } });
    expect(third.pack.trainee).not.toBe(first.pack.trainee);
    for (const { pack } of [first, second, third]) pack.dispose();
  });

  it('leaves the one before until no run uses it any more', async () => {
    const open = shipped();
    const planes = new PlaneOpener(open.open);
    const [first, again] = [await planes.open(source), await planes.open(source)];
    await planes.open({ ...source, id: 'rings' });
    first.pack.dispose();
    first.pack.dispose();
    expect(open.dispose).not.toHaveBeenCalled();
    again.pack.dispose();
    expect(open.dispose).toHaveBeenCalledOnce();
  });

  it('is built again for a new device', async () => {
    const { open } = shipped();
    const { reopen } = await new PlaneOpener(open).open(source);
    await reopen();
    expect(open).toHaveBeenCalledTimes(2);
  });
});
