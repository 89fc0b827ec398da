import { expect, it, vi } from 'vitest';
import { timesFaster, type Asked } from '../../src/client/faster-wasm';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';

const lane = { target: classTarget(1), guidanceScale: 2, seed: 4 };

function asked({ device = 'apple metal-3', lanes = 2, milliseconds = 30 } = {}): Asked {
  return {
    device,
    milliseconds,
    source: { kind: 'url', id: 'digits', url: 'models/digits/' },
    run: {
      sampler: { kind: 'ddpm' },
      rule: meanShift,
      steps: 50,
      lanes: Array.from({ length: lanes }, () => lane),
      from: null,
    },
  };
}

interface Machine {
  readonly kept?: Map<string, string>;
  readonly weights?: string;
  readonly wasm?: number | null;
}

/** One on which WASM takes 10 ms a step, and what it keeps. */
function machine({ kept = new Map<string, string>(), weights = 'a', wasm = 10 }: Machine = {}) {
  let measured = 0;
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const measure = () => {
    measured++;
    return Promise.resolve(wasm);
  };
  const find = (of: Asked, signal = new AbortController().signal) =>
    timesFaster(of, signal, { storage, measure, hash: () => Promise.resolve(weights) });
  return { kept, find, measured: () => measured };
}

// If it broke: a person's machine would be kept busy after every run.
it('is measured once for a device, a pack and a batch, and kept', async () => {
  const first = machine();
  expect(await first.find(asked())).toBe(3);
  expect(await first.find(asked({ milliseconds: 99 }))).toBe(3);
  expect(first.measured()).toBe(1);
  await first.find(asked({ lanes: 9 }));
  await first.find(asked({ device: 'intel gen-12' }));
  expect(first.measured()).toBe(3);
  const later = machine({ kept: first.kept });
  expect(await later.find(asked())).toBe(3);
  expect(later.measured()).toBe(0);
  const retrained = machine({ kept: first.kept, weights: 'b' });
  await retrained.find(asked());
  expect(retrained.measured()).toBe(1);
});

// If it broke: what was not measured would be kept as if it were.
it('is not kept where it was called off, nor where WASM is not to be had', async () => {
  const none = machine({ wasm: null });
  expect(await none.find(asked())).toBeNull();
  expect(none.kept.size).toBe(0);
  const calledOff = new AbortController();
  calledOff.abort();
  expect(await none.find(asked(), calledOff.signal)).toBeNull();
  expect(none.measured()).toBe(1);
});

it('is kept under a name that says whose it is: pages of one host share what they keep', async () => {
  const { kept, find } = machine();
  await find(asked());
  expect([...kept.keys()]).toEqual(['nudge-step-times']);
});

it('is of the files that the build has listed, and not known of a model of one’s own, which has no list', async () => {
  const { signal } = new AbortController();
  const kept = new Map<string, string>();
  const storage = { getItem: () => null, setItem: (_: string, value: string) => void kept.set(value, value) };
  const deps = { storage, measure: () => Promise.resolve(10) };
  const own = { ...asked(), source: { kind: 'files', id: 'own', files: new Map<string, Blob>() } } as const;
  expect(await timesFaster(own, signal, deps)).toBeNull();
  for (const sha256 of ['a', 'b']) {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ 'unet/config.json': [9, sha256] })));
    expect(await timesFaster(asked(), signal, deps)).toBe(3);
  }
  vi.unstubAllGlobals();
  expect(kept.size).toBe(2); // other weights are another pack
});

it('is said where it cannot be kept', async () => {
  const full = new Map<string, string>();
  full.set = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  const { find, measured } = machine({ kept: full });
  expect(await find(asked())).toBe(3);
  expect(await find(asked())).toBe(3);
  expect(measured()).toBe(2);
});

it('is measured again where what was kept is nonsense', async () => {
  for (const nonsense of ['', '{', '7', '{"a":[1,"b"]}', '[[0,0]]']) {
    const { find, measured } = machine({ kept: new Map([['nudge-step-times', nonsense]]) });
    expect(await find(asked())).toBe(3);
    expect(measured()).toBe(1);
  }
});
