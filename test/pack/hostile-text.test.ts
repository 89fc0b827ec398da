// Text of a hostile pack in every field that comes on screen, and in the names of its files: markup, marks that turn the
// direction, nulls, ten thousand letters. What comes of it is text that does nothing to what stands around it, or one
// sentence; and nothing in the source can make markup of a text.

import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesInMemory } from '../../src/pack/files-in-memory';
import { openPack } from '../../src/pack/open-pack';
import { NudgeError } from '../../src/terms/errors';
import { nameOf } from '../../src/views/own-model/handed-over';
import { filesIn, root, src } from '../architecture/source';
import { startTestWasm } from '../kernels/start-test-wasm';
import { json, readJson, tinyPack, type Json } from './tiny-pack';

const hostile = [
  '<img src=x onerror=alert(1)>',
  '</title><script>alert(1)</script>',
  '"\' onmouseover=alert(1) x="',
  '&lt;b&gt;&#x3c;i&#x3e;',
  'abc\u202Edcba\u202C',
  '\u2066hidden\u2069\u200F',
  'zero\u0000one\u0007two\u001B[31m',
  'two\nlines\r\nthree',
  'x'.repeat(10_000),
  '<b>'.repeat(4000),
  'javascript:alert(1)',
  '${alert(1)} {{alert(1)}} $(alert)',
  '\uD800 alone',
] as const;

const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** Every place that holds a text, or names a field. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]));
}

function withText(value: Json, path: readonly string[], text: string): Json {
  const copy = structuredClone(value);
  let at: Json = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Json;
  at[path.at(-1)!] = text;
  return copy;
}

/** Whatever a person may see of a pack that is open. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.values(value).flatMap(textsOf);
}

async function outcomeOf(files: ReturnType<typeof tinyPack>, which: string): Promise<'opened' | 'refused'> {
  try {
    const pack = await openPack(filesInMemory('tiny', files));
    pack.dispose();
    for (const text of textsOf(pack.info)) {
      expect(text, which).not.toMatch(UNSEEN);
      expect(text.length, which).toBeLessThanOrEqual(200);
    }
    return 'opened';
  } catch (error) {
    if (!(error instanceof NudgeError)) throw new Error(`${which}: ${String(error)}`, { cause: error });
    expect(error.code, which).toMatch(/^pack-|^asks$/);
    expect(error.message, which).not.toMatch(UNSEEN);
    expect(error.message.length, which).toBeLessThan(900);
    return 'refused';
  }
}

const shown = ['nudge.json', 'model_index.json', 'classifier/config.json', 'unet/config.json'] as const;

describe('a hostile text', () => {
  beforeAll(async () => {
    await startTestWasm();
  });

  it.each(shown)('in any field of %s is text, or is refused', async (file) => {
    const base = readJson(tinyPack(), file);
    const outcomes = { opened: 0, refused: 0 };
    for (const path of [...places(base), ['an option']]) {
      for (const text of hostile) {
        const files = tinyPack().set(file, json(withText(base, path, text)));
        outcomes[await outcomeOf(files, `${file} ${path.join('.')}: ${text.slice(0, 40)}`)]++;
      }
    }
    for (const text of hostile) {
      const files = tinyPack().set(file, json({ ...base, [text]: true }));
      outcomes[await outcomeOf(files, `${file}, a field ${text.slice(0, 40)}`)]++;
    }
    expect(outcomes.opened + outcomes.refused).toBeGreaterThan(2 * hostile.length);
  });

  it('as the name of a folder, an archive or a file is a short text', async () => {
    for (const text of hostile) {
      const file = new File([], text);
      for (const names of [[text], [`${text}.zip`], [`${text}/a.json`, `${text}/b.json`]]) {
        const name = nameOf(new Map(names.map((each) => [each, file])));
        expect(name).not.toMatch(UNSEEN);
        expect(name.length).toBeLessThanOrEqual(81);
      }
      const files = tinyPack();
      for (const path of [text, `unet/${text}.safetensors`, `${text}/config.json`])
        files.set(path, files.get('model_index.json')!);
      await outcomeOf(files, text.slice(0, 40));
    }
  });
});

describe('a text', () => {
  it('is nowhere made into markup, a script or an address of one', () => {
    const sinks =
      /innerHTML|outerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write|srcDoc|srcdoc|createContextualFragment|\beval\(|new Function\(|javascript:/;
    const found = filesIn(src).filter((file) => sinks.test(readFileSync(file, 'utf8')));
    // one rectangle, of numbers
    expect(found.map((file) => relative(root, file))).toEqual(['src/views/sweep/files.ts']);
  });
});
