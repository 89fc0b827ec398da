// Packs that share parts: where a path leads, and that a person's own pack leads nowhere but into itself.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packManifest, sharedWith } from '../../scripts/site/pack-manifest';
import { filesInFolder } from '../../src/cli/files-in-folder';
import { startWasm } from '../../src/cli/start-wasm';
import { filesInMemory } from '../../src/pack/files-in-memory';
import { withNeighbours } from '../../src/pack/neighbours';
import { openOwnPack } from '../../src/pack/open-own-pack';
import { openPack } from '../../src/pack/open-pack';
import { neighbourOf } from '../../src/terms/neighbour';
import { readJson, tinyPack } from './tiny-pack';

const models = resolve(import.meta.dirname, '../../models');
const isShared = (path: string) => /^(classifier|judge)\//.test(path);

/** The tiny pack's classifier and judge in another one beside it. */
function apart() {
  const whole = tinyPack();
  const nudge = readJson(whole, 'nudge.json');
  const own = new Map([...whole].filter(([path]) => !isShared(path)));
  const guides = [{ kind: 'classifier', path: '../first/classifier' }];
  own.set('nudge.json', strToU8(JSON.stringify({ ...nudge, guides, judge: '../first/judge' })));
  return { own, first: new Map([...whole].filter(([path]) => isShared(path))) };
}

let root: string;
beforeAll(async () => {
  await startWasm();
  root = mkdtempSync(join(tmpdir(), 'nudge-neighbours-'));
  const { own, first } = apart();
  for (const [folder, files] of [
    ['second', own],
    ['first', first],
  ] as const) {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(root, folder, path)), { recursive: true });
      writeFileSync(join(root, folder, path), bytes);
    }
  }
  writeFileSync(join(root, 'outside'), 'nobody’s');
});
afterAll(() => rmSync(root, { recursive: true }));

describe('a path', () => {
  it('leads into the pack beside it, one level up and no further', () => {
    expect(neighbourOf('../digits/judge')).toEqual({ id: 'digits', path: 'judge' });
    expect(neighbourOf('../a-b/c/d.json')).toEqual({ id: 'a-b', path: 'c/d.json' });
    for (const path of [
      'judge',
      '../digits',
      '../digits/',
      '../../digits/judge',
      '../digits/../x/y',
      '/a/b',
    ]) {
      expect(neighbourOf(path), path).toBeNull();
    }
  });

  it('finds its own files and a neighbour’s, and nothing anywhere else', async () => {
    const asked: string[] = [];
    const files = withNeighbours(filesInMemory('second', new Map([['a', strToU8('own')]])), (id) => {
      asked.push(id);
      return filesInMemory(id, new Map([['a', strToU8(`of ${id}`)]]));
    });
    const part = fc.constantFrom('..', '.', 'a', 'first', '', '\\..', 'b');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        const path = parts.join('/');
        const bytes = await files.read(path, 100);
        const expected = path === 'a' ? 'own' : /^\.\.\/(first|a|b)\/a$/.exec(path)?.[1];
        const text = bytes && new TextDecoder().decode(bytes);
        expect(text).toBe(expected === undefined ? null : expected === 'own' ? 'own' : `of ${expected}`);
        expect(await files.size(path)).toBe(bytes?.length ?? null);
      }),
      { examples: [[['a']], [['..', 'first', 'a']], [['..', '..', 'a']]] },
    );
    expect(asked).toEqual([...new Set(asked)]);
    expect(asked).toContain('first');
  });

  it('on this machine leads to no file outside of the packs’ folder', async () => {
    const files = filesInFolder(join(root, 'second'));
    expect(await files.size('../first/judge/config.json')).toBeGreaterThan(0);
    for (const path of ['../outside', '../../outside', '../first/../outside', '/etc/hostname'])
      expect(await files.read(path, 100), path).toBeNull();
  });
});

describe('a pack whose parts lie in another', () => {
  it('opens as one that has them itself, guides by their folders’ names', async () => {
    const pack = await openPack(filesInFolder(join(root, 'second')));
    expect(pack.info).toMatchObject({
      guides: [{ id: 'classifier' }],
      hasJudge: true,
      judgeFolder: '../first/judge',
      neighbours: ['first'],
    });
    expect(await pack.judge()).not.toBeNull();
    pack.dispose();
    const whole = await openPack(filesInMemory('whole', tinyPack()));
    expect(whole.info).toMatchObject({ judgeFolder: 'judge' });
    expect(whole.info).not.toHaveProperty('neighbours');
    whole.dispose();
  });

  it.each(['folder', 'zip'] as const)(
    'is refused as a person’s own %s, whatever lies beside it',
    async (how) => {
      const { own, first } = apart();
      const all = new Map([
        ...[...own].map(([path, bytes]) => [`all/second/${path}`, bytes] as const),
        ...[...first].map(([path, bytes]) => [`all/first/${path}`, bytes] as const),
      ]);
      const blobs =
        how === 'folder'
          ? new Map([...all].map(([path, bytes]) => [path, new Blob([bytes.slice()])]))
          : new Map([['all.zip', new Blob([zipSync(Object.fromEntries(all)).slice()])]]);
      await expect(openOwnPack('mine', blobs, () => undefined)).rejects.toMatchObject({
        code: 'pack-corrupt',
        message:
          'nudge.json: expected the name of a folder beside it, got "../first/classifier", which leads out of the model.',
        hint: /put a copy of that folder beside nudge\.json/,
      });
    },
  );
});

// If it broke: a model would be larger than it need be, or its parts would be listed or kept twice.
describe('of the packs that come with Nudge', () => {
  const ids = readdirSync(models).filter((id) => statSync(join(models, id)).isDirectory());

  it('each is listed without its neighbours’ files, and what it needs of them is in their lists', () => {
    expect(sharedWith(join(models, 'digits-conditional'))).toEqual([
      'digits/classifier/',
      'digits/judge/',
      'digits/real.json',
      'digits/files.json',
    ]);
    for (const id of ids) {
      const listed = Object.keys(JSON.parse(packManifest(join(models, id))) as object);
      expect(listed.filter((path) => path.includes('..'))).toEqual([]);
      for (const start of sharedWith(join(models, id))) {
        const [neighbour = ''] = start.split('/');
        const theirs = Object.keys(JSON.parse(packManifest(join(models, neighbour))) as object);
        const there = [...theirs, 'files.json'].filter((path) => `${neighbour}/${path}`.startsWith(start));
        expect(there, start).not.toEqual([]);
      }
    }
  });

  it('none has a file of weights that another has', () => {
    const seen = new Map<string, string>();
    for (const id of ids) {
      const entries = Object.entries(
        JSON.parse(packManifest(join(models, id))) as Record<string, [number, string]>,
      );
      for (const [path, [bytes, sha256]] of entries.filter(([, [size]]) => size > 50_000)) {
        expect(seen.get(sha256), `${id}/${path}, ${bytes} bytes`).toBeUndefined();
        seen.set(sha256, `${id}/${path}`);
      }
    }
  });

  it('digits-conditional has 3 MB at the most', () => {
    const folder = join(models, 'digits-conditional');
    const files = readdirSync(folder, { recursive: true }).map((path) => join(folder, String(path)));
    const bytes = files.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path).length);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(3e6);
  });
});
