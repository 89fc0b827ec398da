// The world of sentences: wishes and targets, its address, and a run of the small pack through store and worker.

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { Reading, readFields, writeFields } from '../../../src/address/field';
import { partsOf } from '../../../src/diffusion/words/step-apart';
import { expand } from '../../../src/history/step-record';
import { ruleOf, usualWay } from '../../../src/history/way';
import { filesInMemory } from '../../../src/pack/files-in-memory';
import { openPack } from '../../../src/pack/open-pack';
import { linkTo } from '../../../src/store/link-to';
import { sameTarget } from '../../../src/terms/target';
import { wordFields } from '../../../src/worlds/words/fields';
import { formingOf, formingOfOutput, laneWords } from '../../../src/worlds/words/forming';
import { defaultWords } from '../../../src/worlds/words/settings';
import { targetOf, wishesOf, withFixedWord } from '../../../src/worlds/words/wishes';
import { words } from '../../../src/worlds/words/world';
import { startTestWasm } from '../../kernels/start-test-wasm';
import { smallWords } from '../../pack/small-words';
import { patch } from '../../pack/tiny-pack';
import { stopTheClock } from '../../clock';
import { newStore, watched } from '../../store/open-images';
import { Loopback } from '../../worker/loopback';

stopTheClock();

test('wishes come back from their target', () => {
  const word = fc.constantFrom('the', 'pub', null);
  const some = fc.record({
    slots: fc.dictionary(fc.constantFrom('food', 'area'), fc.constantFrom('Italian', 'riverside')),
    length: fc.option(fc.integer({ min: 1, max: 38 })),
    fill: fc.option(fc.array(word, { minLength: 1, maxLength: 6 })),
  });
  fc.assert(
    fc.property(some, (wishes) => {
      const back = wishesOf(targetOf(wishes));
      const fill = wishes.fill?.some((each) => each !== null) === true ? wishes.fill : null;
      expect(back).toEqual({ ...wishes, slots: { ...wishes.slots }, fill });
    }),
  );
});

test('one more word stands at its place', () => {
  const free = { slots: {}, length: 9, fill: null };
  const one = withFixedWord(free, 2, 'pub');
  expect(one).toEqual({ slots: {}, length: 9, fill: [null, null, 'pub'] });
  expect(withFixedWord(one, 0, 'The').fill).toEqual(['The', null, 'pub']);
});

test.each([
  usualWay,
  { rule: 'mean-shift', sign: null, clamp: true },
  { rule: null, sign: false, clamp: false },
] as const)('an address keeps the way %j', (way) => {
  const texts = writeFields(wordFields.settings, { ...defaultWords, way });
  const read = readFields(wordFields.settings, new Reading(new Map(Object.entries(texts))), defaultWords);
  expect(read.way).toEqual(way);
  expect(sameTarget(read.target, defaultWords.target)).toBe(true);
});

describe('a run of sentences', () => {
  beforeAll(async () => {
    await startTestWasm();
  });

  const open = () => {
    const files = filesInMemory('words', smallWords('self-conditioned-denoiser'));
    const reopen = () => openPack(files);
    const opened = async () => ({ pack: await reopen(), reopen });
    const nudge = newStore({ world: words, spawn: () => new Loopback({ openPack: opened }) });
    const target = targetOf({ slots: { food: 'Italian' }, length: 3, fill: null });
    nudge.open({
      settings: { ...defaultWords, target, steps: 10 },
      open: ['guidanceScale'],
      backend: 'auto',
      retake: null,
    });
    return watched(nudge);
  };

  test('goes by the pack’s rule, is kept whole, and goes other ways on request', async () => {
    const { done, path, state, settings, begin, actions } = open();
    await done();
    const pack = state().model.pack!;
    const { steps } = path();
    expect(steps.map(({ rule }) => rule.kind)).toEqual(Array(10).fill('updates'));
    expect(steps.map(({ said }) => said!.updates.length)).toEqual([...Array(9).fill(2), 0]);
    const step = expand(steps[4]!, pack, 10)!;
    expect(step.xPrev).toEqual(steps[5]!.xt);
    expect(step.before).toEqual(steps[3]!.said!.modelOutput);
    const names = partsOf(step, 0).map(({ name }) => name);
    expect(names).toEqual(['x̂₀', 'clamped', 'mean μ', 'noise σz', 'update 1', 'update 2', 'xₚᵣₑᵥ']);
    expect(partsOf(step, 0).at(-2)!.x).toEqual(partsOf(step, 0).at(-1)!.x);

    actions.scrub(5);
    actions.setTarget(targetOf({ slots: { food: 'French' }, length: null, fill: null }));
    actions.play();
    await done();
    expect(path().branchedAt).toBe(5);
    expect(path().steps[5]!.lanes[0]!.target).toEqual({ kind: 'slots', values: { food: 'French' } });

    begin({ ...settings(), way: { rule: 'mean-shift', sign: null, clamp: false } });
    await done();
    const last = path().steps[6]!;
    expect([last.rule.kind, last.clamp]).toEqual(['mean-shift', false]);
    expect(expand(last, pack, 10)!.predX0).toEqual(last.said!.modelOutput);
    expect(ruleOf({ guide: null, way: { ...usualWay, sign: true } }, pack).rule).toMatchObject({
      sign: true,
    });
    const { hash } = await linkTo(state(), words, { id: 'words', shows: { run: true, looks: false } });
    expect(hash).toContain('rule=algorithm-1');
    expect(hash).toContain('clamp=0');
  });

  test('ends with how usual its sentences are, where the pack has a judge', async () => {
    const changes = { judge: 'language-judge', peopleNats: 1.5 };
    const files = filesInMemory('words', patch(smallWords(), 'nudge.json', changes));
    const reopen = () => openPack(files);
    const opened = async () => ({ pack: await reopen(), reopen });
    const nudge = watched(newStore({ world: words, spawn: () => new Loopback({ openPack: opened }) }));
    nudge.open({ settings: { ...defaultWords, steps: 10 }, open: [], backend: 'auto', retake: null });
    await nudge.done();
    expect(nudge.path().natsPerWord).toHaveLength(2);
    expect(nudge.path().verdicts).toBeNull();
    nudge.actions.scrub(4);
    nudge.actions.branch({ guidanceScale: 0.5 });
    expect(nudge.path().natsPerWord).toBeNull();
  });

  test('shows a word at each place, surer where x̂_0 lies on it', async () => {
    const { done, state, path } = open();
    await done();
    const pack = state().model.pack!;
    const [, n, d] = pack.sampleShape;
    const said = path().steps[2]!.said!;
    const seen = formingOfOutput(said.modelOutput, pack)!;
    expect(seen.tokens).toHaveLength(2 * n);
    expect([...seen.certainty].every((p) => p > 0 && p <= 1)).toBe(true);
    const token = 7;
    const far = pack.embeddings!.slice(token * d, (token + 1) * d).map((x) => 60 * x);
    const x0 = Float32Array.from(Array.from({ length: n }, () => [...far]).flat());
    const sure = formingOf({ modelOutput: x0, predX0: x0, xPrev: x0 }, pack, true)!;
    expect(sure.certainty[3]).toBeGreaterThan(0.99);
    expect(laneWords(sure, 0, pack)).toEqual(Array(n).fill(pack.text!.words[sure.tokens[0]!]));
  });
});
