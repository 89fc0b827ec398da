// The Plane's store, client, session and the exact model together, without a browser.

import { afterEach, describe, expect, it } from 'vitest';
import { readLink } from '../../../src/address/link';
import { historyBytes } from '../../../src/history/budget';
import type { Settings } from '../../../src/history/settings';
import type { State } from '../../../src/history/state';
import { guideOf } from '../../../src/terms/pack-info';
import { planeActions } from '../../../src/worlds/plane/actions';
import { drawnText } from '../../../src/worlds/plane/drawn-points';
import { POINTS, severalScales } from '../../../src/worlds/plane/layouts';
import { defaultPlaneSettings, withPlane, type PlaneSettings } from '../../../src/worlds/plane/settings';
import { movedTo, sceneOf } from '../../../src/worlds/plane/scene';
import { initialPlane } from '../../../src/worlds/plane/state';
import { withProgress } from '../../../src/worlds/plane/training';
import { plane as world } from '../../../src/worlds/plane/world';
import { linkTo } from '../../../src/store/link-to';
import { asked, newStore, watched } from '../../store/open-images';
import type { Loopback } from '../../worker/loopback';
import { rest, stopTheClock, until } from '../../clock';
import { noteOn } from '../../../src/views/notes/rules';
import { momentOfPoints } from '../../../src/views/plane/points-note';
import { whoseArrows } from '../../../src/views/plane/whose-arrows';
import { planeWorker } from '../../worker/plane-worker';

stopTheClock();

const plane = (changes: Partial<PlaneSettings> = {}, more: Partial<Settings> = {}): Settings => ({
  ...withPlane(defaultPlaneSettings, { denoiser: 'exact', ...changes }),
  guide: 'exact',
  steps: 8,
  ...more,
});

const workers: Loopback[] = [];
afterEach(() => workers.splice(0).forEach((worker) => worker.terminate()));

function spawnPlane() {
  const worker = planeWorker();
  workers.push(worker);
  return worker;
}

function open(settings: Settings = plane()) {
  const nudge = newStore({ world, spawn: spawnPlane });
  nudge.open(asked(settings));
  return { ...watched(nudge), plane: planeActions(nudge)! };
}

describe('the plane', () => {
  it('sends two thousand points through the same chain, and the marked one’s twin', async () => {
    const { path, state, done } = open();
    await done();
    const [step] = path().steps;
    expect(step!.lanes).toHaveLength(POINTS + 1);
    expect(new Set(step!.lanes.map(({ seed }) => seed)).size).toBe(POINTS);
    const twin = POINTS;
    expect(step!.lanes[twin]).toMatchObject({ seed: 42, guidanceScale: 0 });
    expect(step!.xt!.slice(2 * twin, 2 * twin + 2)).toEqual(step!.xt!.slice(0, 2));
    expect(path().tip!.xt.every(Number.isFinite)).toBe(true);
    expect(state().error).toBeNull();
  });

  it('keeps of every step x_t alone, and one array of lanes for all of them', async () => {
    const { path, done, state } = open();
    await done();
    expect(new Set(path().steps.map(({ lanes }) => lanes)).size).toBe(1);
    expect(historyBytes(state().history.paths)).toBe(9 * (POINTS + 1) * 8);
  });

  it('goes on with another guide from the step that is shown', async () => {
    const { path, ghost, done, actions, plane: points } = open();
    await done();
    const before = path();
    actions.scrub(4);
    points.setPlane({ denoiser: 'exact' }); // nothing to open
    points.setLooks({ colour: 'end' });
    expect(path()).toBe(before);
    actions.setGuide('classifier-free');
    await until(() => path().id !== before.id);
    expect(path().branchedAt).toBe(4);
    expect(path().steps[3]).toBe(before.steps[3]);
    expect(ghost()).toBe(before);
  });

  it('lets a particle go its own way from where it was put', async () => {
    const { path, actions, plane: points, done } = open();
    await done();
    actions.scrub(5);
    const moved = path().steps[5]!.xt!.slice();
    for (const lane of [7, POINTS]) moved.set([2.5, -2.5], 2 * lane);
    points.move(7, moved);
    actions.play();
    await until(() => path().steps.length === 8);
    const step = path().steps[5]!;
    expect(Array.from(step.xt!.subarray(14, 16))).toEqual([2.5, -2.5]);
    expect(step.lanes).toHaveLength(POINTS + 1);
    expect(step.lanes[POINTS]!.seed).toBe(49);
  });

  it.each([
    ['what was trained here', 'here', 'learned', 'exact', ['training']],
    ['what a guide learned here', 'here', 'exact', 'clean', ['training']],
    ['nothing of networks that come with Nudge', 'shipped', 'learned', 'learned', []],
    ['nothing where nothing is learned', 'here', 'exact', 'exact', []],
  ] as const)('leaves out of its address %s', async (_, origin, denoiser, guide, expected) => {
    const { state, done } = open();
    await done();
    const curve = { raw: new Float32Array(), smoothed: new Float32Array() };
    const news = { state: 'paused', step: 40, mostSteps: 100, seconds: 1, lossByT: curve.raw } as const;
    const training = withProgress(null, { ...news, denoiser: curve, classifier: null }, origin);
    const { history } = state();
    const settings = plane({ denoiser }, { guide });
    const paths = history.paths.map((path) => ({ ...path, steps: [], settings }));
    const shown = { ...state(), own: { ...initialPlane, training }, history: { ...history, paths } };
    expect(world.looks(shown).leftOut).toEqual(expected);
  });

  it('says of a step that another denoiser took that the open one cannot say more of it', async () => {
    const { path, state, done, actions, store } = open();
    await done();
    const { model } = state();
    store.setState({ model: { ...model, origin: { ...model.origin!, key: 'another' } } });
    actions.scrub(2);
    await rest();
    expect(state().history.shown).toBeNull();
    expect(whoseArrows(state())).toBe(
      'Score arrows: of the networks that are open now; others took this step.',
    );
    expect(noteOn(momentOfPoints(state()))?.id).toBe('of-another-model');
    expect(sceneOf(state()).points).toBe(path().steps[2]!.xt);
    store.setState({ model });
    actions.scrub(3); // and the one that took it can
    await until(() => state().history.shown?.transition.index === 3);
    expect(noteOn(momentOfPoints(state()))?.id).not.toBe('of-another-model');
    expect(whoseArrows(state())).toBe('');
  });

  it('names the denoiser whose score the arrows are where another took the step on screen', async () => {
    const { path, state, done, actions, plane: own } = open();
    await done();
    actions.scrub(4);
    own.setPlane({ denoiser: 'learned' });
    await until(() => state().model.origin?.source.kind === 'plane' && path().isFresh);
    expect(whoseArrows(state())).toBe('');
    actions.scrub(2);
    expect(whoseArrows(state())).toBe(
      'Score arrows: of the learned denoiser, which is open now; the exact one took this step.',
    );
    own.setLooks({ layers: ['nudge', 'particles'] });
    expect(whoseArrows(state())).toBe('');
  });

  describe('a particle that was moved by hand', () => {
    const link = async (state: State) => {
      const { hash, leftOut } = await linkTo(state, world, {
        id: 'plane',
        shows: { run: true, looks: true },
      });
      expect(leftOut).toEqual([]);
      return hash;
    };
    const openLink = async (hash: string) => {
      const nudge = newStore({ world, spawn: spawnPlane });
      const read = await readLink(hash, '', world.fields);
      if (read.looks !== null) world.setLooks(nudge, read.looks);
      nudge.open(read);
      return watched(nudge);
    };

    /** Moves particle 7, and its twin with it, in the step that is shown. */
    const move = (opened: ReturnType<typeof open>, to: readonly [number, number]): void => {
      const scene = sceneOf(opened.state());
      opened.plane.move(7, movedTo(scene.points!, scene, 7, to));
    };

    it.each([0, 1, 5, 7])('at step %i goes the same way in another tab', async (index) => {
      const opened = open();
      await opened.done();
      opened.actions.scrub(index);
      await until(() => opened.state().history.awaited === null);
      move(opened, [2.5, -1.2345]);
      opened.actions.play();
      await until(() => opened.path().steps.length === 8);
      await opened.done();
      const hash = await link(opened.state());
      expect(hash).toContain('m7*2.5*-1.23');
      const other = await openLink(hash);
      await other.done();
      expect(other.path().tip!.xt).toEqual(opened.path().tip!.xt);
      expect(other.path().steps.at(-1)!.xt).toEqual(opened.path().steps.at(-1)!.xt);
      expect(await link(other.state())).toBe(hash);
    });

    it('and not let go yet, stands there too', async () => {
      const opened = open();
      await opened.done();
      opened.actions.scrub(4);
      move(opened, [1, 1]);
      move(opened, [-1, 2]);
      const hash = await link(opened.state());
      const other = await openLink(hash);
      await until(() => other.path().isFresh);
      expect(other.path().tip!.xt).toEqual(opened.path().tip!.xt);
      expect(await link(other.state())).toBe(hash);
      other.actions.play();
      opened.actions.play();
      await until(() => other.path().steps.length === 8 && opened.path().steps.length === 8);
      expect(other.path().tip!.xt).toEqual(opened.path().tip!.xt);
    });

    it('is where it was once undone, and in a new run', async () => {
      const opened = open();
      await opened.done();
      const before = await link(opened.state());
      opened.actions.scrub(5);
      move(opened, [1, 1]);
      opened.actions.play();
      await until(() => opened.path().steps.length === 8);
      opened.actions.undo();
      opened.actions.scrub(null);
      expect(await link(opened.state())).not.toContain('turns=');
      opened.actions.redo();
      expect(await link(opened.state())).toContain('turns=5m7');
      opened.actions.restart();
      await until(() => opened.path().branchedAt === null && opened.path().steps.length === 8);
      expect(await link(opened.state())).not.toContain('turns=');
      expect(before).not.toContain('turns=');
    });
  });

  it('puts the same points with other settings beside those on screen', async () => {
    const { path, ghost, state, done, plane: points } = open();
    await done();
    const before = path();
    points.compare(plane({}, { guidanceScale: 8 }));
    await until(() => path() !== before && state().run.status === 'done');
    expect(ghost()).toBe(before);
    expect(path().steps[0]!.xt).toEqual(before.steps[0]!.xt);
    const second = path();
    points.compare(plane({}, { guide: 'clean' }));
    await until(() => path().id !== second.id);
    expect(ghost()?.id).toBe(second.id);
    expect(path().branchedAt).toBeNull();
  });

  it('takes seven scales at once on the same noise', async () => {
    const { path, state, done } = open(plane({}, { layout: severalScales }));
    await done();
    const { lanes } = path().steps[0]!;
    expect([...new Set(lanes.map(({ guidanceScale }) => guidanceScale))]).toEqual([
      ...guideOf(state().model.pack!)!.scale.row,
    ]);
    expect(lanes.filter(({ seed }) => seed === 42)).toHaveLength(7);
  });

  it('refuses what cannot be a distribution in a sentence, and keeps what is open', async () => {
    const { state, done, plane: points, path } = open();
    await done();
    const before = path();
    points.setAll(plane({ distribution: 'drawn', drawn: 'AAAA' }));
    expect(state().error?.message).toContain('expected at least 4 points, got 1');
    expect(state().model.pack?.id).toBe('moons');
    expect(path()).toBe(before);
  });

  it('lets one class alone run without a guide', async () => {
    const drawn = drawnText([-1, 0, 1, 2].map((x) => ({ x, y: x * x - 1, label: 2 })));
    const { state, done } = open(plane({ distribution: 'drawn', drawn }));
    await done();
    expect(state().model.pack?.guides).toEqual([]);
    expect(state().error).toBeNull();
  });
});
