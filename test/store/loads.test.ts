// A load that fails, that another overtakes, or whose worker dies or does not come: what is asked for is opened in the end,
// and nothing is said that is not so.

import { describe, expect, it } from 'vitest';
import { STALLED_MS } from '../../src/fetching/stalled';
import type { World } from '../../src/store/world';
import { NudgeError } from '../../src/terms/errors';
import { images } from '../../src/worlds/images/world';
import { pass, rest, stopTheClock, until } from '../clock';
import { Loopback, stubPack } from '../worker/loopback';
import { asked, newStore, watched } from './open-images';

stopTheClock();

const never = new Promise<void>(() => {});

/** Until it is called. */
function held() {
  let go = (): void => {};
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { gone, go };
}

interface Options {
  /** What opening a pack waits for. */
  readonly opening?: (id: string) => Promise<void>;
  readonly world?: World;
  /** Whether a worker says at once how far it is. */
  readonly speaks?: boolean;
}

function opened({ opening = async () => {}, world = images, speaks = true }: Options = {}) {
  const workers: Loopback[] = [];
  const loads: string[] = [];
  const packOf = (id: string) => {
    const stub = stubPack();
    return { ...stub, info: { ...stub.info, id } };
  };
  const spawn = () => {
    const worker = new Loopback({
      openPack: async ({ id }, onProgress) => {
        loads.push(id);
        if (speaks) onProgress(1, 2);
        await opening(id);
        return { pack: packOf(id), reopen: () => Promise.resolve(packOf(id)) };
      },
    });
    workers.push(worker);
    return worker;
  };
  const nudge = watched(newStore({ world, spawn }));
  nudge.open(asked());
  /** In a turn of its own, as in a browser: whoever waits for the load hears of it before any timer. */
  const die = (): void => {
    const { onerror } = workers.at(-1)!;
    setTimeout(() => onerror?.({ message: 'out of memory' } as ErrorEvent), 0);
  };
  return { ...nudge, workers, loads, die };
}

const noNetwork = () => new NudgeError('network', 'No network here.', 'Try again.');

describe('a worker that dies while its first model opens', () => {
  it('is replaced without a word', async () => {
    const first = held();
    const { loads, die, state, store, done } = opened({
      opening: () => (loads.length === 1 ? first.gone : Promise.resolve()),
    });
    const errors: unknown[] = [];
    store.subscribe(({ error }) => error !== null && errors.push(error));
    await until(() => state().model.loading?.loaded === 1);
    die();
    await done();
    expect(loads).toEqual(['digits', 'digits']);
    expect(errors).toEqual([]);
  });

  it('three times in a row is given up: nothing loads any more, until it is tried again', async () => {
    const { workers, loads, die, state, actions, done } = opened({
      opening: () => (loads.length < 4 ? never : Promise.resolve()),
    });
    for (let deaths = 1; deaths <= 3; deaths++) {
      await until(() => workers.length === deaths && state().model.loading?.loaded === 1);
      die();
    }
    await rest();
    expect(state().model.loading).toBeNull();
    expect(state().error).toMatchObject({ code: 'worker-died', again: true });
    actions.tryAgain();
    await done();
    expect(loads).toHaveLength(4);
    expect(state().error).toBeNull();
  });
});

describe('a load that fails', () => {
  const failing = (id: string) => (id === 'fashion' ? Promise.reject(noNetwork()) : Promise.resolve());

  it('is no part of what a worker that dies later is replaced with', async () => {
    const { loads, die, state, actions, done } = opened({ opening: failing });
    await done();
    actions.setPack('fashion');
    await rest();
    expect(state().error?.message).toBe('No network here.');
    die();
    await rest();
    expect(loads).toEqual(['digits', 'fashion', 'digits']);
    expect(state().model).toMatchObject({ pack: { id: 'digits' }, loading: null });
    expect(state().error).toBeNull();
  });

  it('is tried again, also where the model before it was still at its own files', async () => {
    const files = held();
    const fashion = held();
    let fails = true;
    const { loads, state, actions, done } = opened({
      world: { ...images, opened: (_, __, { id }) => (id === 'digits' ? files.gone : Promise.resolve()) },
      opening: async (id) => {
        if (id !== 'fashion' || !fails) return;
        await fashion.gone;
        throw noNetwork();
      },
    });
    await until(() => state().model.pack?.id === 'digits');
    actions.setPack('fashion');
    await until(() => loads.length === 2);
    files.go();
    await rest();
    fashion.go();
    await rest();
    expect(state().error?.message).toBe('No network here.');
    fails = false;
    actions.tryAgain();
    await rest();
    expect(loads).toEqual(['digits', 'fashion', 'fashion']);
    await done();
    expect(state().model.pack?.id).toBe('fashion');
  });
});

describe('a model that has come, whose own files are still on their way', () => {
  async function arriving() {
    const files = held();
    const nudge = opened({
      world: { ...images, opened: (_, __, { id }) => (id === 'fashion' ? files.gone : Promise.resolve()) },
    });
    await nudge.done();
    nudge.actions.setPack('fashion');
    await until(() => nudge.state().model.pack?.id === 'fashion');
    await rest();
    return { ...nudge, come: files.go };
  }

  it('has begun nothing yet', async () => {
    const { state, path, done, come } = await arriving();
    expect(state().run.status).toBe('idle');
    expect(path().steps).toEqual([]);
    come();
    await done();
    expect(path().settings.pack).toBe('fashion');
  });

  it('takes what is changed meanwhile into its run', async () => {
    const { path, actions, done, come } = await arriving();
    actions.setGuidanceScale(2.5);
    actions.setSeed(9);
    come();
    await done();
    expect(path().settings).toMatchObject({ pack: 'fashion', guidanceScale: 2.5, seed: 9 });
  });
});

describe('a worker whose script does not come', () => {
  async function late() {
    const pack = held();
    const nudge = opened({ opening: () => pack.gone, speaks: false });
    await pass(2 * STALLED_MS);
    return { ...nudge, come: pack.go };
  }

  it('is said, with a way to try again, and no more once it has come', async () => {
    const { state, done, come } = await late();
    expect(state().error).toMatchObject({ message: expect.stringContaining('worker'), again: true });
    come();
    await done();
    expect(state().error).toBeNull();
  });

  it('takes no other trouble away when it comes', async () => {
    const { state, actions, done, come } = await late();
    actions.fail(new NudgeError('bad-request', 'The file is not JSON.', ''));
    come();
    await done();
    expect(state().error?.message).toBe('The file is not JSON.');
  });
});
