// The recorded run of sentences that is shipped: what its first visitor asks for, played at once.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sayableWords } from '../../../src/diffusion/words/tokens';
import { packOfRecording, recordPack } from '../../../src/formats/recorded-pack';
import type { RecordedRun } from '../../../src/formats/recording';
import { sentenceText, verdictsOnWords, wordsOf } from '../../../src/diffusion/words/sentence';
import { isComplete } from '../../../src/history/path';
import { pathOfRecording } from '../../../src/history/recorded';
import { sameTarget } from '../../../src/terms/target';
import { formingOf } from '../../../src/worlds/words/forming';
import { finishedTokens, otherThanKept, writeKeptWords } from '../../../src/worlds/words/kept-words';
import { defaultWords } from '../../../src/worlds/words/settings';
import { words } from '../../../src/worlds/words/world';
import { stopTheClock, until } from '../../clock';
import { newStore, watched } from '../../store/open-images';
import { Loopback } from '../../worker/loopback';

stopTheClock();

const root = resolve(import.meta.dirname, '../../..');
const bytes = readFileSync(resolve(root, 'public', words.recordings!['words']!));
const recording: RecordedRun = JSON.parse(bytes.toString());
const vocabulary: readonly string[] = JSON.parse(
  readFileSync(resolve(root, 'models/words/vocabulary.json'), 'utf8'),
);

describe('the recorded sentences', () => {
  it('are a few hundred kilobytes', () => {
    expect(bytes.length).toBeLessThan(300_000);
  });

  it('are of the run that an address without settings asks for', () => {
    const [guided, twin] = recording.lanes;
    expect(recording.lanes).toHaveLength(2);
    expect(sameTarget(guided!.target, defaultWords.target)).toBe(true);
    expect([guided!.seed, twin!.seed]).toEqual([defaultWords.seed, defaultWords.seed]);
    expect([guided!.guidanceScale, twin!.guidanceScale]).toEqual([defaultWords.guidanceScale, 0]);
    expect(recording.pack.id).toBe(defaultWords.pack);
    expect(packOfRecording(recording).text?.words).toEqual(vocabulary);
  });

  it('are a whole path that ends in what was asked for, and its twin in something else', () => {
    const path = pathOfRecording(recording, 1, defaultWords);
    expect(isComplete(path)).toBe(true);
    const pack = packOfRecording(recording);
    const texts = finishedTokens(path, pack)!.map((tokens) => wordsOf(Int32Array.from(tokens), vocabulary));
    const met = texts.map((text) => verdictsOnWords(text, defaultWords.target).map((verdict) => verdict.met));
    expect(met).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(sentenceText(texts[0]!)).toMatch(/^[A-Z].*\.$/);
    expect(path.steps.map(({ said }) => said!.updates.length)).toEqual([...Array(19).fill(3), 0]);
    for (const { xt, said } of path.steps) {
      expect(xt!.every(Number.isFinite)).toBe(true);
      expect(said!.updates.every(({ guidance }) => guidance.beliefs!.length > 40)).toBe(true);
    }
  });

  it('hold the pack’s arrays as they are', () => {
    const pack = packOfRecording(recording);
    const again = packOfRecording(JSON.parse(JSON.stringify(recordPack(pack))));
    expect(again).toEqual(pack);
    expect(pack.embeddings).toHaveLength(vocabulary.length * pack.sampleShape[2]);
    expect(pack.guides[0]?.sentences?.words).toEqual(sayableWords(vocabulary));
    expect(pack.scheduler.trainedBetas).toHaveLength(pack.scheduler.trainTimesteps);
  });

  it('play while nothing is open, word by word, and are no run to be linked', async () => {
    const { playRecording, state, actions } = watched(
      newStore({ world: words, spawn: () => new Loopback() }),
    );
    playRecording(recording);
    expect(state().run.status).toBe('playing');
    await until(() => (state().history.cursor ?? 0) > 1);
    const step = state().history.shown!;
    expect(formingOf(step, state().model.pack!, false)?.tokens).toHaveLength(80);
    actions.scrub(null);
    expect(writeKeptWords(state())).toEqual({});
    expect(otherThanKept(state())).toBeNull();
  });
});
