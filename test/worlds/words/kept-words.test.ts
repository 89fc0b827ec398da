// What links and files of a run of sentences keep of it: its finished words, for that very run.

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeFields } from '../../../src/address/field';
import { hashOf, readLink } from '../../../src/address/link';
import { filesInMemory } from '../../../src/pack/files-in-memory';
import { openPack } from '../../../src/pack/open-pack';
import { linkTo } from '../../../src/store/link-to';
import type { Nudge } from '../../../src/store/world';
import { RUN_FORMAT } from '../../../src/terms/run-file';
import { wordFields } from '../../../src/worlds/words/fields';
import { finishedTokens, otherThanKept } from '../../../src/worlds/words/kept-words';
import { sentenceLayouts } from '../../../src/worlds/words/layouts';
import { defaultWords, wordSteps } from '../../../src/worlds/words/settings';
import { targetOf } from '../../../src/worlds/words/wishes';
import { words } from '../../../src/worlds/words/world';
import { wordsOwn } from '../../../src/worlds/words/own';
import { stopTheClock, until } from '../../clock';
import { startTestWasm } from '../../kernels/start-test-wasm';
import { smallWords } from '../../pack/small-words';
import { newStore, watched } from '../../store/open-images';
import { Loopback } from '../../worker/loopback';
import { intervals } from '../../terms/intervals';

stopTheClock();

const VIEW = { id: 'words', shows: { run: true, looks: false } };

const someSettings = fc.record({
  pack: fc.constant('words'),
  target: fc
    .record({
      slots: fc.dictionary(
        fc.constantFrom('food', 'area', 'price'),
        fc.constantFrom('Italian', 'less than £20'),
      ),
      length: fc.option(fc.integer({ min: 1, max: 38 })),
      fill: fc.option(fc.array(fc.constantFrom('the', '.', '£', null), { minLength: 1, maxLength: 6 })),
    })
    .map(targetOf),
  guide: fc.constantFrom(null, 'classifier'),
  guidanceScale: fc.integer({ min: 0, max: 20 }).map((n) => n / 10),
  guidanceInterval: fc.option(intervals),
  sampler: fc.constant('ddpm' as const),
  steps: fc.integer(wordSteps),
  seed: fc.maxSafeNat(),
  layout: fc.constantFrom(...sentenceLayouts),
  twins: fc.constant(false),
  marked: fc.constant(0),
  own: fc.constant(defaultWords.own),
  way: fc.record({
    rule: fc.constantFrom(null, 'mean-shift' as const, 'updates' as const),
    sign: fc.constantFrom(null, true, false),
    clamp: fc.boolean(),
  }),
});

test('an address gives back the settings of a run of sentences', async () => {
  await fc.assert(
    fc.asyncProperty(someSettings, async (settings) => {
      const read = await readLink(
        hashOf('words', writeFields(wordFields.settings, settings)),
        '',
        wordFields,
      );
      expect(read.reading.refused).toEqual([]);
      expect(read.settings).toEqual(settings);
    }),
  );
});

describe('a finished run', () => {
  beforeAll(async () => {
    await startTestWasm();
  });

  const files = filesInMemory('words', smallWords());
  const reopen = () => openPack(files);
  const newWords = () =>
    watched(
      newStore({
        world: words,
        spawn: () => new Loopback({ openPack: async () => ({ pack: await reopen(), reopen }) }),
      }),
    );

  /** As the page follows an address. */
  const follow = async (nudge: Nudge, hash: string) => {
    const asked = await readLink(hash, '', words.fields);
    words.runLooks!.read(nudge, asked.reading);
    nudge.open(asked);
    return asked;
  };
  const START = '#/words?slots=food=Italian&length=3&scale=1&steps=10&seed=5';
  const ended = async (hash: string) => {
    const opened = newWords();
    await follow(opened, hash);
    await opened.done();
    return opened;
  };
  const hashOn = async ({ state }: ReturnType<typeof newWords>) => (await linkTo(state(), words, VIEW)).hash;
  /** Another word at the first place of the first lane. */
  const changed = (hash: string) =>
    hash.replace(/words=2../, (text) => (text.endsWith('AB') ? 'words=2AC' : 'words=2AB'));

  test('is linked with its words, and taken again they are the same', async () => {
    const first = await ended(START);
    const hash = await hashOn(first);
    const tokens = finishedTokens(first.path(), first.state().model.pack!)!;
    expect(tokens).toHaveLength(2);
    expect(hash).toMatch(/&words=2[\w-]+\.[\w-]+/);
    const again = await ended(hash);
    expect(wordsOwn(again.state()).kept?.lanes).toEqual(tokens);
    expect(otherThanKept(again.state())).toBeNull();
    expect(await hashOn(again)).toBe(hash);
  });

  test('whose link kept other words keeps them, until it is another run', async () => {
    const hash = changed(await hashOn(await ended(START)));
    const opened = await ended(hash);
    const kept = otherThanKept(opened.state());
    expect(kept).toMatchObject({ isCut: false });
    expect(await hashOn(opened)).toBe(hash);

    opened.actions.scrub(4);
    opened.actions.setTarget(targetOf({ slots: {}, length: 4, fill: null }));
    expect(otherThanKept(opened.state())).toBeNull();
    opened.actions.play();
    await opened.done();
    expect(otherThanKept(opened.state())).toBeNull();
    expect(await hashOn(opened)).not.toContain(hash.split('words=')[1]);

    opened.actions.undo();
    opened.actions.scrub(null);
    await until(() => otherThanKept(opened.state()) !== null);
    expect(otherThanKept(opened.state())).toBe(kept);
  });

  test('that was steered is known by how', async () => {
    const opened = newWords();
    await follow(opened, START);
    await opened.taken(3);
    opened.actions.setGuidanceScale(0.5);
    await opened.done();
    const hash = await hashOn(opened);
    expect(hash).toMatch(/words=.*turns=/);
    expect(otherThanKept((await ended(hash)).state())).toBeNull();
    expect(otherThanKept((await ended(changed(hash))).state())).not.toBeNull();
  });

  test('in a file keeps them too', async () => {
    const hash = changed(await hashOn(await ended(START)));
    const file = new Blob([JSON.stringify({ format: RUN_FORMAT, version: 1, address: hash })]);
    const opened = await ended('#/words?steps=10&length=2');
    opened.actions.openRun(file);
    await until(() => otherThanKept(opened.state()) !== null);
    expect(opened.settings().seed).toBe(5);
  });

  test('of an address without words has none kept', async () => {
    const opened = await ended(changed(await hashOn(await ended(START))));
    expect(otherThanKept(opened.state())).not.toBeNull();
    await follow(opened, START);
    expect(wordsOwn(opened.state()).kept).toBeNull();
    const refused = await follow(opened, '#/words?words=zzz');
    expect(refused.reading.refused).toContainEqual(['words', 'zzz']);
  });
});
