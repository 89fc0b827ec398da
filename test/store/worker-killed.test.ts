// The worker killed at every message of a run, whichever way the message goes: another one goes on from the last Step,
// and what is finished is what a calm run gives, bit for bit. By the rules of all three worlds.

import { beforeAll, describe, expect, it } from 'vitest';
import type { WorkerLike } from '../../src/client/worker-like';
import type { ToWorker } from '../../src/terms/messages';
import { filesInMemory } from '../../src/pack/files-in-memory';
import { openPack } from '../../src/pack/open-pack';
import { classTarget } from '../../src/terms/target';
import { defaultSettings } from '../../src/worlds/images/settings';
import { images } from '../../src/worlds/images/world';
import { defaultPlaneSettings, withPlane } from '../../src/worlds/plane/settings';
import { plane } from '../../src/worlds/plane/world';
import { defaultWords } from '../../src/worlds/words/settings';
import { words } from '../../src/worlds/words/world';
import { startTestWasm } from '../kernels/start-test-wasm';
import { smallWords } from '../pack/small-words';
import { patch } from '../pack/tiny-pack';
import { rest, stopTheClock, until } from '../clock';
import { Loopback } from '../worker/loopback';
import { digits, newStore, watched, type OpenOptions } from './open-images';
import { planeWorker } from '../worker/plane-worker';

stopTheClock();

const MESSAGE = 'out of memory';

/** Dies when a number of messages, counted over all workers, has passed: this one is not heard any more. */
class Mortal implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  #begun = false;
  #dead = false;

  constructor(
    private readonly inner: Loopback,
    /** Whether the next message is a last one. */
    private readonly isLast: () => boolean,
  ) {
    inner.onmessage = (event) => {
      if (!this.#dies()) this.onmessage?.(event);
    };
  }

  postMessage(message: ToWorker): void {
    if (!this.#begun) this.onmessage?.(new MessageEvent('message', { data: { type: 'alive' } as const }));
    this.#begun = true;
    if (!this.#dies()) this.inner.postMessage(message);
  }

  terminate(): void {
    this.#dead = true;
    this.inner.terminate();
  }

  #dies(): boolean {
    if (this.#dead) return true;
    if (!this.isLast()) return false;
    this.#dead = true;
    this.inner.terminate();
    setTimeout(() => this.onerror?.(new ErrorEvent(MESSAGE)), 0);
    return true;
  }
}

class ErrorEvent extends Event implements globalThis.ErrorEvent {
  readonly colno = 0;
  readonly error = null;
  readonly filename = '';
  readonly lineno = 0;
  constructor(readonly message: string) {
    super('error');
  }
}

interface Case {
  readonly name: string;
  readonly isJudged: boolean;
  readonly open: (options: OpenOptions) => ReturnType<typeof watched>;
  readonly worker: () => Loopback;
}

const opened = (options: OpenOptions, settings: typeof defaultSettings) => {
  const nudge = newStore(options);
  nudge.open({ settings, open: [], backend: 'auto', retake: null });
  return watched(nudge);
};

const cases: readonly Case[] = [
  {
    name: 'pictures, by Algorithm 1',
    isJudged: true,
    open: (options) =>
      opened({ ...options, world: images }, { ...defaultSettings, target: classTarget(1), steps: 10 }),
    worker: () => {
      const reopen = () => Promise.resolve(digits());
      return new Loopback({ openPack: async () => ({ pack: await reopen(), reopen }) });
    },
  },
  {
    name: 'sentences, by K updates',
    isJudged: true,
    open: (options) => opened({ ...options, world: words }, { ...defaultWords, steps: 10 }),
    worker: () => {
      const changes = { judge: 'language-judge', peopleNats: 1.5 };
      const pack = patch(smallWords('self-conditioned-denoiser'), 'nudge.json', changes);
      const files = filesInMemory('words', pack);
      const reopen = () => openPack(files);
      return new Loopback({ openPack: async () => ({ pack: await reopen(), reopen }) });
    },
  },
  {
    name: 'points of the Plane',
    isJudged: false,
    open: (options) => {
      const exact = { ...withPlane(defaultPlaneSettings, { denoiser: 'exact' }), guide: 'exact', steps: 3 };
      return opened({ ...options, world: plane }, exact);
    },
    worker: () => planeWorker(),
  },
];

/** @param fatal numbers of the messages that a worker dies at, counted from 1 over all workers */
async function wholeRun({ open, worker }: Case, fatal: ReadonlySet<number>) {
  let passed = 0;
  let workers = 0;
  const nudge = open({
    spawn: () => {
      workers++;
      return new Mortal(worker(), () => fatal.has(++passed));
    },
  });
  await until(() => nudge.state().run.status === 'done' && nudge.path().steps.length > 0);
  await rest();
  const { steps, tip, verdicts, natsPerWord } = nudge.path();
  const { error, notice, run, history } = nudge.state();
  return {
    taken: steps.map(({ xt, lanes, transition, said }) => ({ xt, lanes, transition, said })),
    tip,
    verdicts,
    natsPerWord,
    shown: history.shown,
    status: run.status,
    error,
    notice,
    passed,
    workers,
  };
}

describe.each(cases)('a worker that is killed: $name', (each) => {
  beforeAll(async () => {
    await startTestWasm();
  });

  it('at any message costs no step and changes no number', async () => {
    const { passed, notice: none, workers: one, ...calmly } = await wholeRun(each, new Set());
    expect([none, one]).toEqual([null, 1]);
    expect(calmly.verdicts !== null || calmly.natsPerWord !== null).toBe(each.isJudged);
    let noticed = 0;
    for (let message = 1; message <= passed; message++) {
      const { passed: __, notice, workers, ...outcome } = await wholeRun(each, new Set([message]));
      expect({ message, ...outcome }).toEqual({
        message,
        ...calmly,
      });
      expect(workers, `at message ${message}`).toBe(2);
      // while it opens it is only begun again
      if (notice !== null) expect(notice).toContain(`${MESSAGE}). It has been started again; nothing`);
      noticed += notice === null ? 0 : 1;
    }
    expect(noticed).toBeGreaterThan(passed - 4);
  });
});

const [pictures] = cases;

describe('workers that are killed', () => {
  it('one after another, with steps between, are all replaced', async () => {
    const calm = await wholeRun(pictures!, new Set());
    const fatal = new Set(Array.from({ length: 9 }, (_, i) => 9 * (i + 1)));
    const { taken, verdicts, workers, error } = await wholeRun(pictures!, fatal);
    expect({ taken, verdicts, error }).toEqual({ taken: calm.taken, verdicts: calm.verdicts, error: null });
    expect(workers).toBeGreaterThan(3);
  });

  it('three times in a row are not replaced unasked: that is said, and Play goes on from the last step', async () => {
    const calm = await wholeRun(pictures!, new Set());
    let workers = 0;
    let passed = 0;
    const isLast = (): boolean => workers <= 3 && ++passed >= 12;
    const nudge = pictures!.open({
      spawn: () => {
        workers++;
        return new Mortal(pictures!.worker(), isLast);
      },
    });
    await until(() => nudge.state().error !== null);
    expect(workers).toBe(3);
    expect(nudge.state()).toMatchObject({ error: { code: 'worker-died' }, run: { status: 'paused' } });
    const taken = nudge.path().steps.length;
    expect(taken).toBeGreaterThan(0);
    nudge.actions.play();
    await nudge.done();
    expect(workers).toBe(4);
    expect(nudge.path().steps.map(({ xt }) => xt)).toEqual(calm.taken.map(({ xt }) => xt));
    expect(nudge.state().error).toBeNull();
  });

  it('before their judge has spoken have another one speak, though the run was paused at its end', async () => {
    let workers = 0;
    let dead = false;
    const judging = () => {
      const reopen = () => Promise.resolve(digits());
      const silent = { ...digits(), judge: () => new Promise<never>(() => {}) };
      const pack = workers++ === 0 ? silent : digits();
      return new Loopback({ openPack: () => Promise.resolve({ pack, reopen }) });
    };
    const nudge = pictures!.open({ spawn: () => new Mortal(judging(), () => dead) });
    await nudge.taken(10);
    nudge.actions.pause();
    await rest();
    expect(nudge.path().verdicts).toBeNull();
    const { steps } = nudge.path();
    dead = true;
    nudge.train('pause'); // any message
    await until(() => nudge.state().model.backend === null);
    dead = false;
    await rest();
    expect(nudge.path().verdicts).toHaveLength(2);
    expect(nudge.path().steps.map(({ xt }) => xt)).toEqual(steps.map(({ xt }) => xt));
  });

  it('take along what was trained in them: that is said, and a run by other networks is another run', async () => {
    let dead = false;
    const spawn = () => new Mortal(pictures!.worker(), () => dead);
    // as the Plane's, while its networks are those that were trained in the tab
    const trained: typeof images = {
      ...images,
      looks: (state) => ({ ...images.looks(state), leftOut: ['training'] }),
    };
    const settings = { ...defaultSettings, target: classTarget(1), steps: 10 };
    const nudge = opened({ world: trained, spawn }, settings);
    await nudge.taken(3);
    const { id, steps } = nudge.path();
    dead = true;
    await until(() => nudge.state().model.backend === null);
    dead = false;
    await until(() => nudge.path().id !== id && nudge.path().steps.length > 0);
    expect(nudge.state().notice).toContain('what was trained in it is lost');
    const left = nudge.state().history.paths.find((path) => path.id === id);
    expect(left?.steps.slice(0, steps.length)).toEqual(steps);
  });

  it('leave what was paused paused, and what a person does meanwhile counts', async () => {
    let dead = false;
    const nudge = pictures!.open({ spawn: () => new Mortal(pictures!.worker(), () => dead) });
    await nudge.taken(3);
    nudge.actions.pause();
    await rest();
    const { length } = nudge.path().steps;
    dead = true;
    nudge.actions.step();
    await until(() => nudge.state().model.backend === null);
    dead = false;
    nudge.actions.setGuidanceScale(7);
    await rest();
    expect(nudge.state()).toMatchObject({ run: { status: 'paused' }, error: null });
    expect(nudge.path().steps).toHaveLength(length);
    nudge.actions.play();
    await nudge.done();
    expect(nudge.path().steps.at(-1)!.lanes[0]!.guidanceScale).toBe(7);
    expect(nudge.path().steps[length - 1]!.lanes[0]!.guidanceScale).not.toBe(7);
  });
});
