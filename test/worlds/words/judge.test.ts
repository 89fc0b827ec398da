// The judge of sentences that is shipped: what people wrote is as usual to it as its pack says.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { natsPerToken, openLanguageJudge } from '../../../src/nn/words/language-judge';
import { parseLanguageJudgeConfig } from '../../../src/pack/configs/language-judge-config';
import { parseJsonObject } from '../../../src/pack/json';
import { openSafetensors } from '../../../src/pack/safetensors';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => new Uint8Array(readFileSync(resolve(root, path)));
const json = (path: string) => JSON.parse(readFileSync(resolve(root, path), 'utf8'));

const vocabulary: readonly string[] = json('models/words/vocabulary.json');
const byPeople: readonly (readonly [string])[] = json('test/parity/words/rules.json').by_people;
const { peopleNats }: { readonly peopleNats: number } = json('models/words/nudge.json');

const weights = read('models/words/judge/model.safetensors');
const judge = openLanguageJudge(
  parseLanguageJudgeConfig(
    parseJsonObject(read('models/words/judge/config.json'), 'config.json'),
    'config.json',
  ),
  openSafetensors(new Map([['model.safetensors', weights]]), 'judge'),
);
/** UNK where a word is not known. */
const tokensOf = (text: string): Int32Array =>
  Int32Array.from(text.split(' '), (word) => Math.max(2, vocabulary.indexOf(word)));
const sentences = byPeople.slice(0, 100).map(([text]) => tokensOf(text));

describe('the judge of sentences', () => {
  it('is at most half a megabyte', () => {
    expect(weights.length).toBeLessThan(500_000);
  });

  it('finds people’s sentences as usual as nudge.json says', () => {
    expect(Math.abs(natsPerToken(judge, sentences) - peopleNats)).toBeLessThan(0.25);
  });

  it('finds them unusual with their words in another order', () => {
    const turned = sentences.map((tokens) => tokens.toReversed());
    expect(natsPerToken(judge, turned)).toBeGreaterThan(3 * peopleNats);
  });
});
