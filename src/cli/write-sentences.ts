// Finished sentences as text and JSON, with the rules' verdict on each thing that was asked for.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileSentence } from '../formats/file-sentence';
import { roundingOf } from '../diffusion/words/sentence';
import { invariant } from '../terms/errors';
import type { Lane } from '../terms/lane';
import type { GuideInfo, PackInfo } from '../terms/pack-info';
import type { Samples } from '../terms/sample';
import { targetText } from '../terms/target-text';
import type { SampleArguments } from './arguments';

interface Result {
  readonly lanes: readonly Lane[];
  /** null where nothing guides. */
  readonly guide: GuideInfo | null;
  readonly samples: Samples;
  readonly scale: number;
  readonly steps: number;
  /** Of each sentence, by the judge; null without one. */
  readonly natsPerWord: readonly number[] | null;
}

export function writeSentences(
  { out, sampler, interval }: Pick<SampleArguments, 'out' | 'sampler' | 'interval'>,
  pack: PackInfo,
  { lanes, guide, samples, scale, steps, natsPerWord }: Result,
  say: (line: string) => void,
): void {
  const rounding = roundingOf(pack);
  invariant(rounding !== null && pack.text !== undefined, 'sentences: expected a pack of words');
  const { words: vocabulary } = pack.text;
  const [, positions] = pack.sampleShape;
  const tokens = rounding.readOff(samples);
  const sentences = lanes.map(({ target, seed }, i) => {
    const own = tokens.subarray(i * positions, (i + 1) * positions);
    const nats = natsPerWord?.[i] ?? null;
    return { target: targetText(target), seed, nats, ...fileSentence(own, vocabulary, target) };
  });
  mkdirSync(out, { recursive: true });
  const rule = pack.guides[0]?.rule ?? null;
  const about = { pack: pack.id, sampler, guide: guide?.id ?? null, rule, steps, scale, interval };
  writeFileSync(join(out, 'samples.json'), JSON.stringify({ ...about, sentences }));
  const lines = sentences.map(({ target, seed, text, verdicts }) =>
    [
      `${target === '' ? '' : `${target}, `}seed ${seed}: ${text}`,
      ...verdicts.map(
        ({ wish, met, found }) => `  ${met ? 'yes' : 'no '}  ${wish}${met ? '' : ` (${found})`}`,
      ),
    ].join('\n'),
  );
  writeFileSync(join(out, 'samples.txt'), `${lines.join('\n')}\n`);
  for (const line of lines) say(line);
  const asked = sentences.filter(({ verdicts }) => verdicts.length > 0);
  const right = asked.filter(({ verdicts }) => verdicts.every(({ met }) => met)).length;
  if (asked.length > 0) say(`rules: ${right} of ${asked.length} say all that was asked for`);
  say(`${join(out, 'samples.txt')} and samples.json written`);
}
