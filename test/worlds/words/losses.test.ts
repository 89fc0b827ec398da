// What is asked of the denoiser for a sentence's losses, what becomes of the answers, and what links and files say of them.

import { beforeAll, beforeEach, expect, test } from 'vitest';
import { Reading } from '../../../src/address/field';
import { splitWords } from '../../../src/diffusion/words/split';
import { jsonPieces } from '../../../src/export/json-pieces';
import { filesInMemory } from '../../../src/pack/files-in-memory';
import { openPack } from '../../../src/pack/open-pack';
import type { FromWorker, Query, ToWorker } from '../../../src/terms/messages';
import { lossCsv } from '../../../src/views/objective/words/csv';
import { placesAt } from '../../../src/views/objective/words/places';
import { lossData, sentenceFrame } from '../../../src/views/objective/words/saving';
import { ofLossDraws, saidOfLosses } from '../../../src/views/objective/words/sentences';
import { selectLossEvidence, selectLossStep } from '../../../src/views/objective/words/shown';
import { lossAddress } from '../../../src/worlds/words/losses/loss-address';
import { askForLosses, setLossStatus } from '../../../src/worlds/words/losses/loss-questions';
import {
  lossAsked,
  lossesNow,
  lossRefusal,
  lossText,
  noisedWords,
  runSentence,
  setLosses,
} from '../../../src/worlds/words/losses/loss-state';
import { usualLosses } from '../../../src/worlds/words/losses/losses';
import { defaultWords } from '../../../src/worlds/words/settings';
import { words } from '../../../src/worlds/words/world';
import { rest, stopTheClock, until } from '../../clock';
import { startTestWasm } from '../../kernels/start-test-wasm';
import reference from '../../measures/word-losses.json' with { type: 'json' };
import { smallWords } from '../../pack/small-words';
import { newStore, watched } from '../../store/open-images';
import { Loopback } from '../../worker/loopback';

stopTheClock();
beforeAll(startTestWasm);

const T = 2000;
const { seed, sentences } = reference.cases.find(({ denoiser }) => denoiser.startsWith('self'))!;
const [sentence] = sentences;

class Listening extends Loopback {
  readonly asked: Query[] = [];

  override postMessage(message: ToWorker): void {
    if (message.type === 'observe') this.asked.push(message.query);
    super.postMessage(message);
  }

  answered = (): number => this.heard.filter((message: FromWorker) => message.type === 'observed').length;
}

async function opened() {
  const files = filesInMemory('words', smallWords('self-conditioned-denoiser'));
  const reopen = () => openPack(files);
  const worker = new Listening({ openPack: async () => ({ pack: await reopen(), reopen }) });
  const nudge = watched(newStore({ world: words, spawn: () => worker, startsByItself: () => false }));
  nudge.open({ settings: { ...defaultWords, steps: 10 }, open: [], backend: 'auto', retake: null });
  await until(() => nudge.state().model.backend !== null);
  setLosses(nudge, { text: sentence!.text, seed, t: 1000 });
  const stop = askForLosses(nudge);
  const terms = (draw = 0) => lossesNow(nudge.state()).draws[draw] ?? new Map();
  return { nudge, worker, stop, terms, state: nudge.state };
}

let open: Awaited<ReturnType<typeof opened>>;
beforeEach(async () => {
  open = await opened();
});

test('every t is asked about once, the shown one first, then evenly; its losses are training’s', async () => {
  const { worker, terms, state, stop } = open;
  await until(() => terms().size >= 100);
  setLossStatus(open.nudge, 'idle');
  const asked = worker.asked.flatMap(({ t }) => [...t]);
  expect(asked.slice(0, 5)).toEqual([1000, 0, 1999, 500, 1500]);
  expect(new Set(asked).size).toBe(asked.length);
  expect(worker.asked.every(({ targets }) => targets === null)).toBe(true);
  const early = selectLossEvidence(state())!;
  expect(early.isComplete).toBe(false);
  expect(saidOfLosses(early)).toMatch(
    /^An estimate from 1\d\d of 2000 values of t\..* it is given none, as in half/,
  );
  const row = early.rows.find(({ t }) => t === 1000)!;
  const [, error, rounding] = sentence!.terms.find(([t]) => t === 1000)!;
  expect(row.error / error!).toBeCloseTo(1, 3);
  expect(row.rounding / rounding!).toBeCloseTo(1, 3);
  expect(early.atX0 / sentence!.cross_entropy).toBeCloseTo(1, 3);
  expect(early.prior / sentence!.prior).toBeCloseTo(1, 3);
  stop();
});

test('cancelled, nothing is asked and nothing is lost; paused, only the t that is shown', async () => {
  const { nudge, worker, terms, state, stop } = open;
  await until(() => terms().size > 10);
  setLossStatus(nudge, 'idle');
  const known = [...terms()];
  await rest();
  const asked = worker.asked.length;
  setLosses(nudge, { t: 77 });
  await rest();
  expect([...terms()]).toEqual(known); // the answer that was on its way too
  expect(worker.asked).toHaveLength(asked);
  expect(selectLossStep(state())).toBeNull();
  setLossStatus(nudge, 'paused');
  await until(() => selectLossStep(state())?.t === 77);
  await rest();
  expect(terms().size).toBe(known.length + (known.some(([t]) => t === 77) ? 0 : 1));
  setLossStatus(nudge, 'measuring');
  await until(() => terms().size > known.length + 10);
  stop();
});

test('another sentence or noise begins anew, and one that the model cannot take asks nothing', async () => {
  const { nudge, terms, state, stop } = open;
  await until(() => terms().size > 10);
  const first = terms().get(0);
  setLosses(nudge, { text: 'it serves food' });
  expect(terms().size).toBe(0);
  await until(() => terms().has(0));
  expect(terms().get(0)).not.toEqual(first);
  setLosses(nudge, { seed: seed + 1 });
  expect(terms().size).toBe(0);
  const text = 'a a a a a a a';
  setLosses(nudge, { text });
  expect(lossAsked(state())).toBeNull();
  expect(lossRefusal(text, state().model.pack)).toBe(
    'Expected at most 6 words and marks, got 7: leave out 1.',
  );
  expect(lossRefusal(' ', null)).toBe('Expected a sentence, got nothing: write a few words.');
  setLosses(nudge, { text: 'the quux is cheap' });
  await until(() => terms().size > 2);
  expect(saidOfLosses(selectLossEvidence(state())!)).toContain(
    '“quux” is not among the 15 words that the model knows, and counts as UNK.',
  );
  stop();
});

test('further draws are of other noise, on the embeddings too', async () => {
  const { state, stop, nudge } = open;
  const of = lossAsked(state())!;
  expect(noisedWords(of, 0, 1)).not.toEqual(noisedWords(of, 0, 0));
  expect(noisedWords(of, 0, 1)).toEqual(noisedWords({ ...of, seed: seed + 1 }, 0, 0));
  setLossStatus(nudge, 'idle');
  expect(ofLossDraws({ ...(await known()), errors: [0.25, 0.5] }, 4)).toBe(
    'Over 2 of 4 draws of the noise, 2000 values of t each: 0.2500 to 0.5000.',
  );
  stop();

  async function known() {
    setLossStatus(nudge, 'measuring');
    await until(() => selectLossEvidence(state()) !== null);
    return selectLossEvidence(state())!;
  }
});

test('all t: the mean is theirs, and table, data and picture say so', async () => {
  const { terms, state, stop } = open;
  await until(() => terms().size === T);
  const evidence = selectLossEvidence(state())!;
  const all = [...terms().values()];
  expect(evidence.isComplete).toBe(true);
  expect(evidence.mean.error).toBeCloseTo(all.reduce((sum, { error }) => sum + error, 0) / T, 9);
  expect(evidence.errors).toEqual([evidence.mean.error]);
  expect(lossCsv(evidence).split('\n')).toHaveLength(5 + 1 + T + 1);
  expect(lossCsv(evidence)).toContain('losses, no bits');
  const data = JSON.parse([...jsonPieces(lossData(evidence))].join(''));
  expect(data).toMatchObject({ complete: true, sentence: 'the pub is cheap.', tokens: sentence!.tokens });
  expect(data.terms).toHaveLength(T);
  const step = selectLossStep(state())!;
  const frame = sentenceFrame(evidence, step);
  expect(frame.caption).toMatch(/^training loss \d\.\d{3}, all 2000 values of t, noise seed 7 /);
  const { places, pads } = placesAt(evidence.of, step);
  expect(places.map(({ word }) => word)).toEqual(['START', ...splitWords(sentence!.text), 'END']);
  expect(pads.count).toBe(1);
  const cost = places.reduce((sum, { nats }) => sum + nats, 0);
  const row = evidence.rows.find(({ t }) => t === 1000)!;
  expect(cost).toBeLessThan(row.rounding * evidence.of.tokens.length);
  stop();
});

test('a link says the sentence, and the run’s own where none was chosen', async () => {
  const { nudge, state, stop } = open;
  stop();
  setLosses(nudge, usualLosses);
  expect(lossAddress.write(state())).toEqual({ of: 'words', level: '700', noise: '7' });
  nudge.actions.play();
  await nudge.done();
  const ended = runSentence(state());
  expect(ended).not.toBeNull();
  expect(lossText(state())).toBe(ended);
  expect(lossAddress.write(state())).toMatchObject({ sentence: ended });
  const texts = { sentence: 'It’s a pub.', level: '12', noise: '9', axis: 'snr', draws: '4' };
  lossAddress.read(nudge, new Reading(new Map(Object.entries(texts))));
  expect(lossAddress.write(state())).toEqual({ of: 'words', ...texts });
  const bad = new Reading(
    new Map([
      ['sentence', 'a'.repeat(601)],
      ['level', '-1'],
      ['draws', '9'],
    ]),
  );
  lossAddress.read(nudge, bad);
  expect(bad.refused.map(([name]) => name)).toEqual(['sentence', 'level', 'draws']);
  expect(lossText(state())).toBe(ended);
});
