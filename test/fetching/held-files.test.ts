// What comes from a host, held to what the build listed.

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fetchFile } from '../../src/fetching/fetch-file';
import { STALLED_MS } from '../../src/fetching/stalled';
import { filesAtUrl } from '../../src/pack/files-at-url';
import { requireJson } from '../../src/pack/read-json';
import { findWeights } from '../../src/pack/weight-files';
import { HandClock } from './hand-clock';
import { moodyHost, type MoodyHost } from './moody-host';

let host: MoodyHost;

beforeEach(async () => {
  host = await moodyHost();
});

afterEach(() => host.close());

const list = (files: Readonly<Record<string, string>>): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        [Buffer.byteLength(text), createHash('sha256').update(text).digest('hex')],
      ]),
    ),
  );

const textOf = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes);

/** The first answer, then the second for good. */
function inTurn(first: string, then: string) {
  let answer = first;
  return (response: { end: (text: string) => void }): void => {
    response.end(answer);
    answer = then;
  };
}

/** If it broke: a browser that has the digits would fetch them again for a model that shares parts with them. */
test('a part that a pack shares comes from its neighbour’s own address, held to the neighbour’s listing', async () => {
  host.files.set('files.json', list({ 'own.bin': 'own' }));
  host.files.set('own.bin', 'own');
  host.files.set('/digits/files.json', list({ 'judge/a.bin': 'theirs' }));
  host.files.set('/digits/judge/a.bin', 'theirs');
  const files = filesAtUrl('pack', host.url);
  expect(await files.size('../digits/judge/a.bin')).toBe(6);
  expect(textOf(await files.read('../digits/judge/a.bin', 100))).toBe('theirs');
  expect(textOf(await files.read('own.bin', 100))).toBe('own');
  expect(await files.read('../digits/own.bin', 100)).toBeNull();
  expect(await files.read('../../digits/judge/a.bin', 100)).toBeNull();
  expect(host.asked).toEqual([
    'GET /digits/files.json',
    'GET /digits/judge/a.bin',
    'GET files.json',
    'GET own.bin',
  ]);
  host.files.set('/digits/judge/a.bin', 'broken');
  await expect(filesAtUrl('pack', host.url).read('../digits/judge/a.bin', 100)).rejects.toMatchObject({
    code: 'pack-corrupt',
  });
});

describe('with a listing', () => {
  test('sizes are known without asking, also of a file that comes gzipped and without its length', async () => {
    host.files.set('files.json', list({ 'a.bin': 'one two three' }));
    host.files.set('a.bin', (response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Transfer-Encoding': 'chunked' });
      response.end(gzipSync('one two three'));
    });
    const files = filesAtUrl('pack', host.url);
    expect(await files.size('a.bin')).toBe(13);
    expect(await files.size('none')).toBeNull();
    expect(await files.read('none', 100)).toBeNull();
    let counted = 0;
    expect(
      textOf(
        await files.read('a.bin', 100, (n) => {
          counted += n;
        }),
      ),
    ).toBe('one two three');
    expect(counted).toBe(13);
    expect(host.asked).toEqual(['GET files.json', 'GET a.bin']);
  });

  test('configs are fetched at once, each one time, and a large file only when it is asked for', async () => {
    const texts = { 'a.json': '{}', 'b/c.json': '[]', 'large.json': ' '.repeat(20_000), 'a.bin': 'one' };
    host.files.set('files.json', list(texts));
    for (const [path, text] of Object.entries(texts)) host.files.set(path, text);
    const files = filesAtUrl('pack', host.url);
    await files.size('a.json');
    await vi.waitFor(() => expect(host.asked).toEqual(['GET files.json', 'GET a.json', 'GET b/c.json']));
    for (const [path, text] of Object.entries(texts)) expect(textOf(await files.read(path, 1e5))).toBe(text);
    expect(host.asked.slice(3)).toEqual(['GET large.json', 'GET a.bin']);
  });

  test('a config that was fetched before the listing changed is not taken into the newer model', async () => {
    const before = { 'a.json': '{"of":"old"}', 'b.json': '{"of":"old"}' };
    const after = { 'a.json': '{"of":"new"}', 'b.json': '{"of":"new"}' };
    host.files.set('files.json', inTurn(list(before), list(after)));
    host.files.set('a.json', inTurn(before['a.json'], after['a.json']));
    host.files.set('b.json', after['b.json']);
    const files = filesAtUrl('pack', host.url);
    expect(textOf(await files.read('b.json', 100))).toBe(after['b.json']);
    expect(textOf(await files.read('a.json', 100))).toBe(after['a.json']);
  });

  test('a config that could not be had is asked for again by whoever reads it next', async () => {
    host.files.set('files.json', list({ 'a.json': '{}' }));
    const files = filesAtUrl('pack', host.url);
    await files.size('a.json');
    await expect(files.read('a.json', 100)).rejects.toMatchObject({ code: 'host' });
    host.files.set('a.json', '{}');
    expect(textOf(await files.read('a.json', 100))).toBe('{}');
  });

  test.each([
    ['cut off', 'one'],
    ['of other bytes', 'one two threE'],
  ])('a file that is %s once is fetched again', async (_, damaged) => {
    host.files.set('files.json', list({ 'a.bin': 'one two three' }));
    host.files.set('a.bin', inTurn(damaged, 'one two three'));
    expect(textOf(await filesAtUrl('pack', host.url).read('a.bin', 100))).toBe('one two three');
    expect(host.asked.slice(1)).toEqual(['GET a.bin', 'GET a.bin']);
  });

  test.each([404, 503])('an old answer %i from a cache is not believed', async (status) => {
    host.files.set('files.json', list({ 'a.bin': 'one two three' }));
    host.files.set('a.bin', (response) => {
      response.writeHead(status).end();
      host.files.set('a.bin', 'one two three');
    });
    expect(textOf(await filesAtUrl('pack', host.url).read('a.bin', 100))).toBe('one two three');
    expect(host.asked.slice(1)).toEqual(['GET a.bin', 'GET a.bin']);
  });

  test('one that stays damaged is the host’s doing', async () => {
    host.files.set('files.json', list({ 'a.bin': 'one two three' }));
    host.files.set('a.bin', 'one');
    await expect(filesAtUrl('pack', host.url).read('a.bin', 100)).rejects.toMatchObject({
      code: 'pack-corrupt',
      message: 'a.bin came damaged, and so it did again: expected 13 bytes, got 3.',
      hint: expect.stringContaining('dist/'),
    });
  });

  test('one that has changed is told from a damaged one, and is no trouble before any was read', async () => {
    const before = list({ 'a.bin': 'old', 'b.bin': 'bee' });
    const after = list({ 'a.bin': 'new', 'b.bin': 'bee' });
    host.files.set('b.bin', 'bee');
    host.files.set('a.bin', 'new');
    host.files.set('files.json', inTurn(before, after));
    expect(textOf(await filesAtUrl('pack', host.url).read('a.bin', 100))).toBe('new');
    host.files.set('files.json', inTurn(before, after));
    const begun = filesAtUrl('pack', host.url);
    await begun.read('b.bin', 100);
    await expect(begun.read('a.bin', 100)).rejects.toMatchObject({
      code: 'host',
      message: expect.stringContaining('has changed'),
    });
  });

  test('one that is not there, or is a page of HTML, is the host’s doing', async () => {
    host.files.set('files.json', list({ 'model_index.json': '{}', 'a.bin': 'a' }));
    host.files.set('a.bin', (response) =>
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>'),
    );
    const files = filesAtUrl('pack', host.url);
    const missing = { code: 'host', hint: expect.stringContaining('dist/') };
    await expect(files.read('a.bin', 100)).rejects.toMatchObject(missing);
    await expect(requireJson(files, 'model_index.json')).rejects.toMatchObject(missing);
  });
});

test('without a listing what is missing beside the page is the host’s doing too, and nothing is asked by HEAD', async () => {
  const files = filesAtUrl('pack', host.url);
  await expect(requireJson(files, 'model_index.json')).rejects.toMatchObject({ code: 'host' });
  await expect(findWeights(files, 'unet', 'model')).rejects.toMatchObject({ code: 'host' });
  host.files.set('unet/model.safetensors', 'weights');
  const { bytes } = await findWeights(files, 'unet', 'model');
  expect(bytes).toBe(7);
  expect(textOf(await files.read('unet/model.safetensors', 100))).toBe('weights');
  expect(host.asked.filter((asked) => asked.endsWith('unet/model.safetensors'))).toHaveLength(2);
  expect(host.asked.every((asked) => asked.startsWith('GET '))).toBe(true);
});

describe('nothing comes', () => {
  const stalled = { code: 'network', message: expect.stringContaining('nothing has come for 15 s') };
  const whenWaiting = (clock: HandClock) => vi.waitFor(() => expect(clock.waiting).toBe(1));

  test('no answer', async () => {
    const clock = new HandClock();
    host.files.set('a.bin', () => undefined);
    const coming = fetchFile(`${host.url}a.bin`, { name: 'a.bin', clock });
    const refused = expect(coming).rejects.toMatchObject(stalled);
    await vi.waitFor(() => expect(host.asked).toHaveLength(1));
    clock.move(STALLED_MS - 1);
    expect(clock.waiting).toBe(1);
    clock.move(1);
    await refused;
  });

  test('a body that stops, and each part that comes gives it as long again', async () => {
    const clock = new HandClock();
    let more = (): void => {};
    host.files.set('a.bin', (response) => {
      response.writeHead(200, { 'Content-Length': 9 }).write('one');
      more = () => response.write('two');
    });
    let counted = 0;
    const onBytes = (n: number): void => {
      counted += n;
    };
    const coming = fetchFile(`${host.url}a.bin`, { name: 'a.bin', clock, onBytes });
    const refused = expect(coming).rejects.toMatchObject(stalled);
    await vi.waitFor(() => expect(counted).toBe(3));
    clock.move(STALLED_MS - 1);
    more();
    await vi.waitFor(() => expect(counted).toBe(6));
    await whenWaiting(clock);
    clock.move(STALLED_MS - 1);
    clock.move(1);
    await refused;
    expect(clock.waiting).toBe(0);
  });
});
