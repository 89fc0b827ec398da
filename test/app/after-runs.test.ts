import { expect, it } from 'vitest';
import { afterRuns } from '../../src/app/after-runs';
import type { timesFaster } from '../../src/client/faster-wasm';
import { pass, stopTheClock } from '../clock';
import { openImages } from '../store/open-images';
import { Loopback, stubPack } from '../worker/loopback';

stopTheClock();

/** A run of so many steps on a backend, and what is said after it where WASM is so much faster. */
function watching(name: 'webgpu' | 'wasm', times: number | null) {
  const heard: (number | null)[] = [];
  const asked: Parameters<typeof timesFaster>[] = [];
  const openPack = () => Promise.resolve({ pack: stubPack(), reopen: () => Promise.resolve(stubPack()) });
  const startBackend = () =>
    Promise.resolve({
      info: { name, device: 'apple metal-3', reason: '' },
      trouble: () => null,
      dispose: () => {},
    });
  const page = openImages({}, { spawn: () => new Loopback({ openPack, startBackend }) });
  const end = afterRuns(
    page,
    (said) => heard.push(said),
    (...given) => {
      asked.push(given);
      return Promise.resolve(times);
    },
  );
  return { ...page, heard, asked, end };
}

// If it broke: WASM would be offered in mid-run, or never.
it('it is asked once a run on WebGPU has ended and nothing was begun for a while', async () => {
  const { actions, done, heard, asked, end } = watching('webgpu', 2.5);
  actions.play();
  await done();
  expect(asked).toEqual([]);
  await pass(3000);
  expect(asked).toHaveLength(1);
  expect(asked[0]![0]).toMatchObject({ device: 'apple metal-3', run: { steps: 20, from: null } });
  expect(asked[0]![0].run.lanes).toHaveLength(2);
  expect(heard.at(-1)).toBe(2.5);
  actions.restart();
  await pass(0);
  expect(heard.at(-1)).toBeNull();
  end();
});

// If it broke: who runs on WASM would be offered it, or a gain that nobody sees.
it('nothing is said on WASM, nor where it is hardly faster, nor where that is not known', async () => {
  for (const [name, times] of [
    ['wasm', 9],
    ['webgpu', 1.4],
    ['webgpu', null],
  ] as const) {
    // prettier-ignore
    const { actions, done, heard, asked, end } = watching(name, times);
    actions.play();
    await done();
    await pass(5000);
    expect(asked).toHaveLength(name === 'wasm' ? 0 : 1);
    expect(heard.filter((said) => said !== null)).toEqual([]);
    end();
  }
});

// If it broke: the measurement would go on beside a run, and spoil both.
it('a run that begins calls it off', async () => {
  const { actions, done, asked, end } = watching('webgpu', 2);
  actions.play();
  await done();
  await pass(1000);
  actions.restart();
  await pass(0);
  expect(asked).toEqual([]);
  await done();
  await pass(3000);
  const [[, signal] = []] = asked;
  expect(signal?.aborted).toBe(false);
  actions.restart();
  await pass(0);
  expect(signal?.aborted).toBe(true);
  end();
});
