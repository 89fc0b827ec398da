// The text forms of fields, and what is said of those that make no sense.

import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { complaintOf, leftOutNames } from '../../src/address/complaint';
import { embedQuery, parseEmbed } from '../../src/address/embed';
import { field, flag, numberIn, oneOf, Reading, wholeIn } from '../../src/address/field';
import { leaveBehind, takenUp } from '../../src/address/left-behind';
import { complaintAbout, readLink } from '../../src/address/link';
import { readSteering, unpackedSteering } from '../../src/address/read-steering';
import { PACKED, writeSteering } from '../../src/address/steering-field';
import type { Steering } from '../../src/terms/steering';
import { images } from '../../src/worlds/images/world';

describe('a text form', () => {
  it('of a number holds its limits, both ends included, and takes nothing for none', () => {
    const { read, write } = numberIn({ min: -1, max: 2.5 });
    expect(['-1', '2.5', ' 1 ', '0.5', '1e0'].map(read)).toEqual([-1, 2.5, 1, 0.5, 1]);
    expect(['-1.1', '2.6', '', '  ', 'x', 'NaN', 'Infinity', '1,5'].map(read)).toEqual(
      Array(8).fill(undefined),
    );
    expect(write(1.5)).toBe('1.5');
  });

  it('of a whole number takes no other', () => {
    const { read } = wholeIn({ min: 0, max: Number.MAX_SAFE_INTEGER });
    expect(['0', '12', '9007199254740991'].map(read)).toEqual([0, 12, Number.MAX_SAFE_INTEGER]);
    expect(['1.5', '-1', '9007199254740992', ''].map(read)).toEqual(Array(4).fill(undefined));
  });

  it('of a word takes those that there are, of a flag 1 and 0', () => {
    const { read, write } = oneOf(['a', 'b']);
    expect([read('b'), read('c'), write('a')]).toEqual(['b', undefined, 'a']);
    expect(['1', '0', 'true', ''].map(flag.read)).toEqual([true, false, undefined, undefined]);
    expect([flag.write(true), flag.write(false)]).toEqual(['1', '0']);
  });
});

describe('a field', () => {
  const seed = field<{ seed: number; other: string }, 'seed'>('seed', 'seed', wholeIn({ min: 0, max: 9 }), 7);
  const before = { seed: 1, other: 'x' };
  const read = (texts: Record<string, string>) => {
    const reading = new Reading(new Map(Object.entries(texts)));
    return { value: seed.read(reading, before), reading };
  };

  it('says something of one thing, and is not written where it is the usual one', () => {
    expect(read({ seed: '3' }).value).toEqual({ seed: 3, other: 'x' });
    expect(seed.write({ seed: 3, other: 'x' })).toEqual({ seed: '3' });
    expect(seed.write({ seed: 7, other: 'x' })).toEqual({});
  });

  it('that is absent or nonsense leaves it, and nonsense is named', () => {
    const absent = read({});
    expect(absent.value).toBe(before);
    expect([absent.reading.refused, absent.reading.gives('seed'), absent.reading.has('seed')]).toEqual([
      [],
      false,
      false,
    ]);
    const wrong = read({ seed: '12' });
    expect(wrong.value).toBe(before);
    expect([wrong.reading.refused, wrong.reading.gives('seed')]).toEqual([[['seed', '12']], false]);
  });

  it('of which a part is nothing that there is keeps the rest, and the part is named', () => {
    const { reading } = read({ seed: '3' });
    reading.leaveOut('slots', 'hat=1');
    expect([reading.leftOut, reading.refused, reading.gives('seed')]).toEqual([
      [['slots', 'hat=1']],
      [],
      true,
    ]);
    expect(complaintAbout({ reading })).toContain('slots “hat=1” asks for what this model has not');
  });

  it('that is refused later is not given any more', () => {
    const { reading } = read({ seed: '3' });
    expect(reading.gives('seed')).toBe(true);
    reading.refuse('seed', '3');
    expect([reading.gives('seed'), reading.refused]).toEqual([false, [['seed', '3']]]);
  });
});

describe('the complaint about a link', () => {
  it('is none where all makes sense', () => {
    expect(complaintOf([], [], undefined)).toBeNull();
    expect(complaintOf([], [], 'nothing.known')).toBeNull();
  });

  it('names what makes none, shortened, and says what becomes of it', () => {
    expect(complaintOf([['seed', 'x'.repeat(25)]], [], undefined)).toBe(
      `The link’s seed “${'x'.repeat(24)}…” makes no sense here; its default is used.`,
    );
    const refused = [
      ['seed', 'a'],
      ['steps', 'x'.repeat(24)],
      ['t', 'c'],
    ] as const;
    expect(complaintOf(refused, [['slots', 'hat=1']], undefined)).toBe(
      `The link’s seed “a”, steps “${'x'.repeat(24)}” and t “c” make no sense here; their defaults are used. The link’s slots “hat=1” asks for what this model has not, and is left out.`,
    );
  });

  it('says of everything that a link can be without what that means', () => {
    expect(leftOutNames).toEqual(['turns', 'picture', 'training', 'moved', 'model']);
    for (const name of leftOutNames) {
      expect(complaintOf([], [], name)).toMatch(/^This link was .*\.$/);
      expect(complaintOf([], [], `model.${name}`)).toContain(complaintOf([], [], name)!);
    }
    expect(new Set(leftOutNames.map((name) => complaintOf([], [], name))).size).toBe(leftOutNames.length);
  });
});

describe('how a run was steered', () => {
  const list = fc.array(
    fc.record({ at: fc.nat(500), seed: fc.nat(1e9), guidanceScale: fc.integer({ min: 0, max: 100 }) }),
    { minLength: 1, maxLength: 60 },
  );

  it('is written as text, where that is long packed, and read back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(list, async (items) => {
        const ats = [...new Set(items.map(({ at }) => at))].toSorted((a, b) => a - b);
        const steerings: Steering[] = ats.map((at, i) => ({ ...items[i]!, at }));
        const plain = await writeSteering(steerings, true);
        const text = await writeSteering(steerings, false);
        expect(text.startsWith(PACKED)).toBe(plain.length > 160);
        if (plain.length <= 160) expect(text).toBe(plain);
        else expect(text).toMatch(/^\.[\w-]+$/);
        expect(await unpackedSteering(text)).toBe(plain);
        expect(readSteering(plain)).toEqual(steerings);
      }),
    );
  });

  it('is refused beyond the limits of scale and seed, and as packed nonsense', async () => {
    expect(readSteering('3s100')).toEqual([{ at: 3, guidanceScale: 100 }]);
    expect(readSteering('3s100.5')).toBeUndefined();
    expect(readSteering('3z9007199254740993')).toBeUndefined();
    expect(readSteering('what')).toBeUndefined();
    expect(await unpackedSteering('.no-base64!')).toBe('.no-base64!');
    expect(readSteering('.no-base64!')).toBeUndefined();
  });
});

describe('a link', () => {
  const read = (query: string, search = '') => readLink(`#/denoise?${query}`, search, images.fields);

  it('asks for a run to be taken again where it says how far, how or at which lane', async () => {
    expect((await read('seed=3')).retake).toBeNull();
    expect((await read('t=500')).retake).toEqual({ steering: [], shown: 500, newest: null, focus: null });
    expect((await read('t=end&to=300&large=2&branch=1')).retake).toEqual({
      steering: [],
      shown: 'end',
      newest: 300,
      focus: 2,
      isFresh: true,
    });
    expect((await read('turns=3s2')).retake?.steering).toEqual([{ at: 3, guidanceScale: 2 }]);
    expect((await read('large=1')).retake?.focus).toBe(1);
    expect((await read('to=300&branch=1')).retake).toBeNull();
  });

  it.each(['t=100000', 't=-1', 'to=x', 'large=100', 'branch=2', 'turns=left'])(
    'with %s names it',
    async (query) => {
      const [name, text] = query.split('=');
      const asked = await read(query);
      expect(asked.reading.refused).toEqual([[name, text]]);
      expect(asked.retake).toBeNull();
      expect(complaintAbout(asked)).toContain(`${name} “${text}” makes no sense here`);
    },
  );

  it('may say its backend before it or in it, and what stands before it counts', async () => {
    expect((await read('')).backend).toBe('auto');
    expect((await read('backend=wasm')).backend).toBe('wasm');
    expect((await read('backend=wasm', '?backend=webgpu')).backend).toBe('webgpu');
    expect((await read('backend=cpu')).reading.refused).toEqual([['backend', 'cpu']]);
  });

  it('leaves to the pack what it does not say, and to the view what is looked at', async () => {
    expect((await read('')).open).toEqual(['guidanceScale', 'steps']);
    expect((await read('scale=2')).open).toEqual(['steps']);
    expect((await read('scale=2&steps=20')).open).toEqual([]);
    expect((await read('seed=1')).looks).toBeNull();
    expect((await read('level=300')).looks).toMatchObject({ t: 300 });
  });

  it('says what it is without', async () => {
    expect(complaintAbout(await read('seed=3'))).toBeNull();
    expect(complaintAbout(await read('without=turns'))).toBe(complaintOf([], [], 'turns'));
  });

  it('embeds what it names', () => {
    expect(embedQuery([])).toBe('?embed=1');
    expect(embedQuery(['play', 'seed'])).toBe('?embed=1&controls=play,seed');
    expect(parseEmbed(embedQuery(['play', 'seed']))).toEqual({ controls: ['play', 'seed'] });
    expect(parseEmbed('?controls=play')).toBeNull();
  });
});

describe('the address that a page leaves behind', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** A tab whose newest page came by this kind of navigation. */
  function tab(type: 'reload' | 'navigate' | null) {
    class Timing {
      readonly type = type;
    }
    const kept = new Map<string, string>();
    vi.stubGlobal('PerformanceNavigationTiming', Timing);
    vi.stubGlobal('performance', { getEntriesByType: () => (type === null ? [] : [new Timing()]) });
    vi.stubGlobal('sessionStorage', {
      setItem: (key: string, value: string) => kept.set(key, value),
      getItem: (key: string) => kept.get(key) ?? null,
      removeItem: (key: string) => kept.delete(key),
    });
  }

  it('is taken up once, by its reload alone', () => {
    tab('reload');
    leaveBehind('#/denoise?seed=3');
    expect(takenUp()).toBe('#/denoise?seed=3');
    expect(takenUp()).toBeNull();
  });

  it.each(['navigate', null] as const)('is not taken up by another page (%s), and forgotten', (type) => {
    tab(type);
    leaveBehind('#/denoise');
    expect(takenUp()).toBeNull();
  });

  it('is none where storage is blocked', () => {
    tab('reload');
    const refuse = (): never => {
      throw new Error('blocked');
    };
    vi.stubGlobal('sessionStorage', { setItem: refuse, getItem: refuse, removeItem: refuse });
    expect(() => leaveBehind('#/denoise')).not.toThrow();
    expect(takenUp()).toBeNull();
  });
});
