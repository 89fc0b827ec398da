// A thousand damaged run files, of every kind that there is: each opens, or is refused in one sentence, and then what was
// on screen stays. RUN_FILES says how many in all; `npm run fuzz` asks for more.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64 } from '../../src/formats/base64';
import { filesInMemory } from '../../src/pack/files-in-memory';
import { openPack } from '../../src/pack/open-pack';
import type { World } from '../../src/store/world';
import { RUN_FORMAT } from '../../src/terms/run-file';
import type { Samples } from '../../src/terms/sample';
import { Trainer } from '../../src/train/trainer';
import { defaultSettings } from '../../src/worlds/images/settings';
import { images } from '../../src/worlds/images/world';
import { defaultPlaneSettings, planeOf, withPlane } from '../../src/worlds/plane/settings';
import { learnedKey, planeSource } from '../../src/worlds/plane/source';
import { plane } from '../../src/worlds/plane/world';
import { defaultWords } from '../../src/worlds/words/settings';
import { words } from '../../src/worlds/words/world';
import { startTestWasm } from '../kernels/start-test-wasm';
import { flipBits, flipHead, insert, overwrite, remove, repeat, truncate } from '../pack/fuzz/mutate-bytes';
import { mutateJson } from '../pack/fuzz/mutate-json';
import { seededRandom, type Random } from '../pack/fuzz/random';
import { smallWords } from '../pack/small-words';
import type { Json } from '../pack/tiny-pack';
import { stopTheClock, until } from '../clock';
import { Loopback } from '../worker/loopback';
import { digits, modelsUrl, newStore, watched } from './open-images';
import { planeWorker } from '../worker/plane-worker';

stopTheClock();
beforeAll(startTestWasm);

const ALL = Number(process.env['RUN_FILES'] ?? 1000);

const saved = JSON.parse(readFileSync(join(import.meta.dirname, '../kept/files/saved.json'), 'utf8')) as Json;
const atAddress = (address: string, more: Json = {}): Json => ({
  ...saved,
  format: RUN_FORMAT,
  version: 1,
  address,
  ...more,
});

const planeSettings = withPlane(defaultPlaneSettings, { distribution: 'rings', width: 32, mostSteps: 400 });

/** A training that has just begun. */
async function training(): Promise<Json> {
  const found = planeSource(planeSettings, modelsUrl);
  if (found?.source.kind !== 'plane') throw new Error('expected a plane');
  const trainer = Trainer.begin(found.source.spec, found.source.train);
  const { learners, lossByT, ...state } = await trainer.exported();
  trainer.dispose();
  const texts = (values: object): Json =>
    Object.fromEntries(Object.entries(values).map(([name, numbers]) => [name, toBase64(numbers as Samples)]));
  const numbers = toBase64(new Float32Array(3));
  const curve = { every: 1, raw: numbers, smoothed: numbers };
  return {
    of: learnedKey(planeOf(planeSettings)),
    ...state,
    lossByT: toBase64(lossByT),
    learners: Object.fromEntries(Object.entries(learners).map(([name, each]) => [name, texts(each)])),
    curves: { denoiser: curve, classifier: curve },
  };
}

interface Kind {
  readonly name: string;
  /** Of all files. */
  readonly share: number;
  readonly world: World;
  readonly settings: typeof defaultSettings;
  readonly worker: () => Loopback;
  readonly file: () => Promise<Json>;
}

const pictures = () => {
  const reopen = () => Promise.resolve(digits());
  return new Loopback({ openPack: async () => ({ pack: await reopen(), reopen }) });
};

const kinds: readonly Kind[] = [
  {
    name: 'pictures',
    share: 0.4,
    world: images,
    settings: defaultSettings,
    worker: pictures,
    file: async () => saved,
  },
  {
    name: 'faces',
    share: 0.3,
    world: images,
    settings: defaultSettings,
    worker: pictures,
    file: async () =>
      atAddress('#/denoise?pack=faces&target=smiling%20%2B%20glasses*0.5&guide=clip&steps=20&seed=3&t=499'),
  },
  {
    name: 'sentences',
    share: 0.2,
    world: words,
    settings: { ...defaultWords, steps: 10 },
    worker: () => {
      const files = filesInMemory('words', smallWords());
      const reopen = () => openPack(files);
      return new Loopback({ openPack: async () => ({ pack: await reopen(), reopen }) });
    },
    file: async () => atAddress('#/words?target=food%3DItalian&scale=1&steps=20&seed=5&turns=0s1_4s2'),
  },
  {
    name: 'points, with their training',
    share: 0.1,
    world: plane,
    settings: { ...withPlane(planeSettings, { denoiser: 'exact' }), guide: 'exact', steps: 4 },
    worker: () => planeWorker(),
    file: async () =>
      atAddress('#/plane?distribution=rings&denoiser=learned&width=32&train=400&steps=4', {
        training: await training(),
      }),
  },
];

const damages = [flipBits, flipHead, insert, overwrite, remove, repeat, truncate] as const;

/** Another address, in the same file. */
function mutateAddress(file: Json, random: Random): string {
  const address = String(file['address']);
  const at = random.below(address.length + 1);
  const strange = [
    '&',
    '=',
    '%',
    '%00',
    '\u202e',
    '<img src=x>',
    '-1',
    '1e999',
    'NaN',
    '#/words?',
    'x'.repeat(9000),
  ];
  const changed = address.slice(0, at) + random.pick(strange) + address.slice(at + random.below(6));
  return JSON.stringify({ ...file, address: changed });
}

function damaged(file: Json, random: Random): Blob {
  const how = random.below(3);
  if (how === 0) {
    const bytes = new Uint8Array(new TextEncoder().encode(JSON.stringify(file)));
    return new Blob([random.pick(damages)(bytes, random)]);
  }
  return new Blob([how === 1 ? mutateJson(file, random) : mutateAddress(file, random)]);
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function expectClear(text: string, which: string): void {
  expect(text, which).toMatch(/^\S.{5,700}[.?]$/su);
  expect(text, which).not.toMatch(
    /undefined|\[object|TypeError|RangeError|Cannot read|is not a function|bug in Nudge/,
  );
}

describe.each(kinds)('run files of $name', ({ share, world, settings, worker, file: fileOf }) => {
  const EACH = Math.round(share * ALL);

  it(`that are damaged open, or are refused in a sentence, ${EACH} of them`, async () => {
    const file = await fileOf();
    const workers: Loopback[] = [];
    const nudge = watched(
      newStore({
        world,
        startsByItself: () => false,
        spawn: () => {
          workers.push(worker());
          return workers.at(-1)!;
        },
      }),
    );
    nudge.open({ settings, open: [], backend: 'auto', retake: null });
    await until(() => nudge.state().model.backend !== null && nudge.path().timesteps.length > 0);
    nudge.actions.pause();
    const outcomes = { opened: 0, refused: 0 };
    for (let seed = 0; seed < EACH; seed++) {
      const before = nudge.state();
      nudge.actions.openRun(damaged(file, seededRandom(seed)));
      for (let turns = 0; turns < 1e6 && nudge.state() === before; turns++) await turn();
      await until(() => nudge.state().model.loading === null);
      nudge.actions.pause();
      const { error, notice, history, model } = nudge.state();
      const which = `${world.id} ${seed}`;
      expect(nudge.state(), `${which} came to an end`).not.toBe(before);
      if (error === null) outcomes.opened++;
      else {
        outcomes.refused++;
        expectClear(error.message, which);
        expect(error.code, which).not.toBe('internal');
        expect(error.code, which).not.toBe('worker-died');
        expect([history.current, history.shown, model.pack?.id], which).toEqual([
          before.history.current,
          before.history.shown,
          before.model.pack?.id,
        ]);
        nudge.actions.dismissError();
      }
      if (notice !== null) expectClear(notice, which);
      nudge.actions.dismissNotice();
    }
    expect(workers).toHaveLength(1);
    expect(outcomes.opened).toBeGreaterThan(EACH / 20);
    expect(outcomes.refused).toBeGreaterThan(EACH / 20);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});
