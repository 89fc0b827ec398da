// What is saved of a run of sentences: its text, its data that opens again, and its frames.

import { beforeAll, describe, expect, test } from 'vitest';
import { layOutSentences } from '../../../src/export/sentence-layout';
import type { SentenceFrame, Frame } from '../../../src/export/frame';
import { filesInMemory } from '../../../src/pack/files-in-memory';
import { openPack } from '../../../src/pack/open-pack';
import { linkTo } from '../../../src/store/link-to';
import { savedRun } from '../../../src/store/run-from-file';
import type { RunFile } from '../../../src/terms/run-file';
import { filmFrame, keptMoments, pictureFrame, stripFrame } from '../../../src/views/words/saving/run-frames';
import { runOf } from '../../../src/views/share/shown-run';
import { dataOf, textOf } from '../../../src/views/words/saving/run-subject';
import { finishedTokens, otherThanKept } from '../../../src/worlds/words/kept-words';
import { defaultWords } from '../../../src/worlds/words/settings';
import { sentenceLayouts } from '../../../src/worlds/words/layouts';
import { wordsOwn } from '../../../src/worlds/words/own';
import { targetOf } from '../../../src/worlds/words/wishes';
import { words } from '../../../src/worlds/words/world';
import { stopTheClock, until } from '../../clock';
import { startTestWasm } from '../../kernels/start-test-wasm';
import { smallWords } from '../../pack/small-words';
import { newStore, watched } from '../../store/open-images';
import { Loopback } from '../../worker/loopback';

stopTheClock();

const VIEW = { id: 'words', shows: { run: true, looks: false } };

function sentencesIn(frame: Frame): SentenceFrame['sentences'] {
  if (!('sentences' in frame)) throw new Error('expected sentences, got pictures');
  return frame.sentences;
}

describe('a finished run of sentences', () => {
  beforeAll(async () => {
    await startTestWasm();
  });

  const open = (layout = sentenceLayouts[0]!) => {
    const files = filesInMemory('words', smallWords());
    const reopen = () => openPack(files);
    const opened = async () => ({ pack: await reopen(), reopen });
    const nudge = watched(newStore({ world: words, spawn: () => new Loopback({ openPack: opened }) }));
    const target = targetOf({ slots: { food: 'Italian' }, length: 3, fill: null });
    const settings = { ...defaultWords, target, steps: 10, layout };
    nudge.open({ settings, open: [], backend: 'auto', retake: null });
    return nudge;
  };

  test('has its tokens, beliefs and verdicts in its data, which opens again', async () => {
    const { done, state, path } = open();
    await done();
    const { hash } = await linkTo(state(), words, VIEW, true);
    const text = [...dataOf(runOf(state())!, hash)].join('');
    const file: RunFile = JSON.parse(text);
    const pack = state().model.pack!;
    const tokens = finishedTokens(path(), pack)!;
    expect(file.sentences?.map((sentence) => sentence.tokens)).toEqual(tokens);
    expect(file.sentences?.[0]?.verdicts.map(({ wish }) => wish)).toEqual(['food: Italian', '3 words']);
    expect(file.slots?.map(({ name }) => name)).toEqual(pack.guides[0]!.slots.map(({ name }) => name));
    const values = file.slots!.reduce((sum, { labels }) => sum + labels.length, 0);
    expect(file.steps[0]?.classProbs).toHaveLength(2 * values);
    expect(file.steps).toHaveLength(10);

    const again = open();
    await again.done();
    again.begin({ ...again.settings(), seed: 8 });
    await again.done();
    const saved = new Blob([text]);
    expect((await savedRun(saved)).address).toBe(hash);
    again.actions.openRun(saved);
    await until(() => wordsOwn(again.state()).kept !== null && again.state().run.status === 'done');
    expect(finishedTokens(again.path(), pack)).toEqual(tokens);
    expect(otherThanKept(again.state())).toBeNull();
  });

  test('is a text with what the rules say', async () => {
    const { done, state, actions } = open();
    await done();
    const [guided, twin] = textOf(runOf(state())!).split('\n\n');
    expect(guided).toMatch(
      /^Guided toward food=Italian, length 3, s = 1, seed 3\n.*\n {2}(yes|no ) {2}food: Italian/,
    );
    expect(twin).toMatch(/^Not guided, s = 0, seed 3\n/);
    actions.scrub(4);
    expect(textOf(runOf(state())!)).toMatch(/^At t = \d+, as they form:\n\n/);
  });

  test('is a film whose frames are of one size, a picture, and a strip', async () => {
    const { done, state } = open();
    await done();
    const run = runOf(state())!;
    const moments = keptMoments(run);
    expect(moments).toHaveLength(11);
    const frames = moments.map((moment) => sentencesIn(filmFrame(run, moment)));
    const sizes = frames.map((blocks) => layOutSentences(blocks.map(({ places }) => places.length)));
    expect(new Set(sizes.map(({ width, height }) => `${width} ${height}`)).size).toBe(1);
    expect(frames.map(([guided]) => guided?.tone)).toEqual(Array(11).fill('guide'));
    const [, positions] = state().model.pack!.sampleShape;
    expect(frames[0]!.map(({ places }) => places.length)).toEqual([positions, positions]);
    expect(sentencesIn(pictureFrame(run))).toEqual(frames.at(-1));
    const strip = sentencesIn(stripFrame(run));
    expect(strip).toHaveLength(8);
    expect([strip[0]?.title, strip.at(-1)?.title]).toEqual(['t = 1999, x̂₀', 'x₀']);
    expect(strip.at(-1)?.text).toBe(frames.at(-1)?.[0]?.text);
  });

  test('of six seeds is a picture of six sentences', async () => {
    const { done, state } = open(sentenceLayouts[1]);
    await done();
    const blocks = sentencesIn(pictureFrame(runOf(state())!));
    expect(blocks.map(({ note }) => note)).toEqual(
      [3, 4, 5, 6, 7, 8].map((seed) => `seed ${seed}, s = 1.00`),
    );
    const finished = textOf(runOf(state())!)
      .split('\n\n')
      .map((each) => each.split('\n')[1]);
    expect(blocks.map(({ text }) => text || '(no words)')).toEqual(finished);
    expect(blocks.every(({ places }) => places.length === 0)).toBe(true);
    // its words are kept from the noise to the end, as a pair's are
    const run = runOf(state())!;
    expect(keptMoments(run)).toEqual(Array.from({ length: 11 }, (_, moment) => moment));
    const texts = keptMoments(run).map((moment) =>
      sentencesIn(filmFrame(run, moment)).map(({ text }) => text),
    );
    expect(texts.at(-1)).toEqual(blocks.map(({ text }) => text));
    expect(new Set(texts.flat()).size).toBeGreaterThan(6);
    expect(stripFrame(run)).toMatchObject({ sentences: expect.objectContaining({ length: 8 }) });
  });
});
