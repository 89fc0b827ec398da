// A link in a fresh profile: the same worker takes the same steps, steered at the same ones, and rests at the same
// picture.

import { describe, expect, it } from 'vitest';
import { Client } from '../../src/client/client';
import { defaultSettings, readAddress } from '../../src/store/address';
import { addressOf, LONGEST_ADDRESS, unpacked } from '../../src/store/address-history';
import { createStore } from '../../src/store/create-store';
import { isComplete } from '../../src/store/path';
import { steeringHistory } from '../../src/store/steering-history';
import { currentPath, shownStep, type State } from '../../src/store/state';
import { RUN_FORMAT } from '../../src/terms/run-file';
import { rest, stopTheClock, until } from '../clock';
import { Loopback, stubPack } from '../worker/loopback';

stopTheClock();

/** A stub under the name of a pack that comes with the page. */
function pack() {
  const stub = stubPack();
  return { ...stub, info: { ...stub.info, id: 'digits' } };
}

function fresh() {
  const openPack = () => Promise.resolve({ pack: pack(), reopen: () => Promise.resolve(pack()) });
  const nudge = createStore(
    (events) => new Client(events, () => new Loopback({ openPack })),
    'https://nudge.example/models/',
  );
  const state = () => nudge.store.getState();
  const path = () => currentPath(state());
  const taken = (n: number) => until(() => path().steps.length >= n);
  const openLink = async (hash: string) => {
    const { settings, retake, complaint } = readAddress(await unpacked(hash));
    nudge.open(settings, [], retake);
    return complaint;
  };
  return { ...nudge, state, path, taken, openLink };
}

const link = async (state: State) => (await addressOf(state, 'denoise')).hash;
const uses = (state: State) => currentPath(state).steps.map(({ lanes, sampler }) => [lanes, sampler]);
const pixels = (state: State) => currentPath(state).steps.map(({ xt }) => xt);

describe('a link', () => {
  it('restores a run that was steered, paused and scrubbed back', async () => {
    const a = fresh();
    a.open({ ...defaultSettings, target: 1, steps: 200 });
    await a.taken(5);
    a.actions.setTarget(0);
    await a.taken(9);
    a.actions.setGuidanceScale(9.5);
    await a.taken(14);
    a.actions.pause();
    await rest();
    a.actions.scrub(7);
    const hash = await link(a.state());
    const b = fresh();
    await b.openLink(hash);
    await until(() => b.state().history.cursor === 7);
    expect(b.state().run.status).toBe('paused');
    expect(b.state().replay).toBeNull();
    expect(uses(b.state())).toEqual(uses(a.state()));
    expect(pixels(b.state())).toEqual(pixels(a.state()));
    expect(b.path().tip).toEqual(a.path().tip);
    expect(shownStep(b.state())).toEqual(shownStep(a.state()));
    expect(b.state().settings).toEqual(a.state().settings);
    expect(await link(b.state())).toBe(hash);
    // both go on alike
    for (const one of [a, b]) {
      one.actions.scrub(null);
      one.actions.play();
    }
    await until(() => isComplete(a.path()));
    await until(() => isComplete(b.path()));
    expect(uses(b.state())).toEqual(uses(a.state()));
    expect(b.path().tip).toEqual(a.path().tip);
  });

  it('restores branches with another seed and sampler as one list', async () => {
    const a = fresh();
    a.open({ ...defaultSettings, target: 1, steps: 20 });
    await until(() => a.state().run.status === 'done');
    a.actions.scrub(6);
    a.actions.branch({ seed: 5, target: 0 });
    a.actions.play();
    await until(() => a.state().run.status === 'done');
    a.actions.scrub(12);
    a.actions.branch({ sampler: 'ddim' });
    a.actions.play();
    await until(() => a.state().run.status === 'done');
    const hash = await link(a.state());
    expect(hash).toContain('turns=0y1z42ddpm_6y0z5_12ddim');
    const b = fresh();
    await b.openLink(hash);
    await until(() => b.state().run.status === 'done');
    expect(pixels(b.state())).toEqual(pixels(a.state()));
    expect(b.path().tip).toEqual(a.path().tip);
    expect(b.state().settings).toEqual(a.state().settings);
  });

  it('made while it plays plays on, with the steering that has not been heard yet', async () => {
    const a = fresh();
    a.open({ ...defaultSettings, target: 1, steps: 200 });
    await a.taken(5);
    a.actions.setTarget(0);
    const hash = await link(a.state());
    expect(hash).not.toContain('&t=');
    const when = a.path().steps.length;
    const b = fresh();
    await b.openLink(hash);
    await b.taken(when + 5);
    expect(b.state().run.status).toBe('playing');
    expect(
      b
        .path()
        .steps.map(({ lanes }) => lanes[0]?.target)
        .indexOf(0),
    ).toBe(when);
    await until(() => b.state().run.status === 'done');
  });

  it('is left at the first steering, pauses, and can be undone', async () => {
    const b = fresh();
    await b.openLink('#/denoise?target=0&scale=4&steps=200&turns=0y1_10y0_150y1&t=9');
    await b.taken(12);
    b.actions.pause();
    const paused = b.path().steps.length;
    await rest();
    expect(b.path().steps.length - paused).toBeLessThanOrEqual(1);
    b.actions.play();
    await b.taken(20);
    b.actions.setGuidanceScale(2);
    await until(() => b.state().run.status === 'done');
    expect(b.state().replay).toBeNull();
    expect(b.path().steps.at(-1)?.lanes[0]).toMatchObject({ target: 0, guidanceScale: 2 });
    expect(b.state().history.past).toHaveLength(2);
  });

  it('with turns toward a class that is not there leaves them out and says so', async () => {
    const b = fresh();
    await b.openLink('#/denoise?target=0&steps=20&turns=0y1_10y7');
    await until(() => b.state().run.status === 'done');
    expect(b.state().notice).toContain('a class that this model has not');
  });
});

describe('a long history', () => {
  async function dragged(steps: number, every: number) {
    const a = fresh();
    await a.openLink(
      `#/denoise?target=0&steps=1000&turns=${Array.from({ length: steps }, (_, i) => `${i * every}s${Math.abs(Math.round(160 * Math.sin(i * i))) / 10}`).join('_')}`,
    );
    await until(() => a.state().run.status === 'done');
    return a;
  }

  it('is packed, and reads back', async () => {
    const a = await dragged(200, 2);
    const { hash, leftOut } = await addressOf(a.state(), 'denoise');
    expect(hash).toContain('turns=.');
    expect(hash.length).toBeLessThan(LONGEST_ADDRESS);
    expect(leftOut).toEqual([]);
    const { retake, complaint } = readAddress(await unpacked(hash));
    expect(complaint).toBeNull();
    expect(retake?.steering).toEqual(steeringHistory(a.path(), a.state().settings, pack().info));
  });

  it('that is too long is left out, said so, and kept by a file', async () => {
    const a = await dragged(1000, 1);
    const { hash, leftOut } = await addressOf(a.state(), 'denoise');
    expect(leftOut).toEqual(['turns']);
    expect(hash).toContain('without=turns');
    expect(hash.length).toBeLessThan(LONGEST_ADDRESS);
    expect(readAddress(hash).complaint).toContain('too long');
    const { hash: whole } = await addressOf(a.state(), 'denoise', true);
    const b = fresh();
    b.open(defaultSettings);
    await until(() => b.path().steps.length > 2);
    b.actions.openRun(new Blob([JSON.stringify({ format: RUN_FORMAT, version: 1, address: whole })]));
    await until(() => b.path().timesteps.length === 1000 && isComplete(b.path()));
    expect(b.path().tip).toEqual(a.path().tip);
  });

  it('that is nonsense or a bomb falls to none, and is named', async () => {
    const { deflateSync } = await import('fflate');
    const bomb = btoa(
      String.fromCharCode(...deflateSync(new Uint8Array(30_000_000), { level: 9 }).subarray(0, 40_000)),
    );
    for (const turns of ['.AAAA', '.%%%', 'y7', `.${bomb.replaceAll('+', '-').replaceAll('/', '_')}`]) {
      const read = readAddress(await unpacked(`#/denoise?turns=${encodeURIComponent(turns)}&target=2`));
      expect(read.settings.target).toBe(2);
      expect(read.retake).toBeNull();
      expect(read.complaint).toMatch(/^The link’s turns “.*” makes no sense here; its default is used\.$/);
    }
  });
});

describe('a file that is no saved run', () => {
  it.each([
    ['no JSON', 'not JSON'],
    ['{}', 'no saved run'],
    ['[1]', 'no saved run'],
    ['null', 'no saved run'],
    ['{"format":"nudge-run","version":2}', 'newer Nudge'],
    ['{"format":"nudge-run","version":1,"address":null}', 'command line'],
  ])('%s: one sentence, and nothing is lost', async (text, sentence) => {
    const a = fresh();
    a.open({ ...defaultSettings, target: 1, steps: 20 });
    await until(() => a.state().run.status === 'done');
    const before = a.path();
    a.actions.openRun(new Blob([text]));
    await until(() => a.state().error !== null);
    expect(a.state().error?.message).toContain(sentence);
    expect(a.path()).toBe(before);
  });
});
