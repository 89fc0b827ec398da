// The networks of words and faces, and what steers with them, on WASM against PyTorch: small ones with random weights
// and the trained packs. After training, `python training/make_fixtures.py --only words` (or faces) makes the trained
// packs' numbers anew.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startTestWasm } from '../kernels/start-test-wasm';
import { clipCase, clipOnX0Case, facesClassifierCase } from './faces-cases';
import { measureGuide, type Read } from './guide-cases';
import { TOLERANCE } from './measure';
import { smallClipCase, smallClipOnX0Case } from './small-clip-cases';
import { knownWordsCase, textClassifierCase, textDenoiserCase } from './words-cases';

const root = resolve(import.meta.dirname, '../..');
const read: Read = (path) => readFile(resolve(root, path));
const SMALL = 'test/parity/words/small';

beforeAll(async () => {
  await startTestWasm();
});

const cases = [
  textDenoiserCase({ folder: `${SMALL}/denoiser`, reference: 'small' }),
  textDenoiserCase({
    folder: `${SMALL}/self-conditioned-denoiser`,
    reference: 'small-self-conditioned',
  }),
  textDenoiserCase({ folder: 'models/words/denoiser', reference: 'words' }),
  knownWordsCase({ folder: `${SMALL}/denoiser`, reference: 'small' }),
  knownWordsCase({ folder: `${SMALL}/self-conditioned-denoiser`, reference: 'small-self-conditioned' }),
  textClassifierCase({ folder: `${SMALL}/classifier`, reference: 'small' }),
  textClassifierCase({ folder: 'models/words/classifier', reference: 'words' }),
  smallClipCase,
  smallClipOnX0Case,
  facesClassifierCase(),
  clipCase(),
  clipOnX0Case(),
];

test.each(cases.map((each) => [each.name, each] as const))(
  '%s agrees with PyTorch and leaves no tensor',
  async (_, each) => {
    const { name, distances, grown, leaked } = await measureGuide(each, read);
    if (process.env['PARITY_FIGURES']) process.stdout.write(`${name} ${JSON.stringify(distances)}\n`);
    for (const [quantity, distance] of Object.entries(distances)) {
      expect(distance, quantity).toBeLessThanOrEqual(TOLERANCE);
    }
    expect({ grown, leaked }).toEqual({ grown: 0, leaked: 0 });
  },
);

/** The metadata of a reference: the SHA-256 of the weights that it was made of. */
async function metadataOf(path: string): Promise<Record<string, string>> {
  const bytes = await read(path);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header: { __metadata__: Record<string, string> } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(8, 8 + length)),
  );
  return header['__metadata__'];
}

test.each([
  ['words', 'models/words/denoiser/model.safetensors', 'words.denoiser', 'weights', null],
  ['words', 'models/words/classifier/model.safetensors', 'words.classifier', 'weights', null],
  ...['classifier', 'clip/image', 'clip/text', 'clip-clean/image', 'clip-clean/text'].map(
    (part) => ['faces', `models/faces/${part}/model.safetensors`, 'faces.readers', 'weights', part] as const,
  ),
] as const)('%s: the numbers are of %s', async (pack, weights, reference, field, part) => {
  const stored = (await metadataOf(`test/parity/${pack}/${reference}.reference.safetensors`))[field]!;
  const parts: Record<string, string> = part === null ? {} : JSON.parse(stored);
  const sha256 = createHash('sha256')
    .update(await read(weights))
    .digest('hex');
  expect(part === null ? stored : parts[part], `run training/make_fixtures.py --only ${pack}`).toBe(sha256);
});
