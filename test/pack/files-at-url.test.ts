import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesAtUrl } from '../../src/pack/files-at-url';

let server: Server;
let url = '';
/** Breaks the connection over which a file is on its way. */
let cut = (): void => {};

/** What the server answers: status, content type, body in parts. */
const answers: Record<string, [number, string, string[]]> = {
  '/pack/a.bin': [200, 'application/octet-stream', ['one', 'two', 'three']],
  '/pack/page.json': [200, 'text/html; charset=utf-8', ['<!doctype html>']],
  '/pack/broken.bin': [500, 'text/plain', ['no']],
  '/pack/cut.bin': [200, 'application/octet-stream', ['part', 'CUT']],
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const [status, type, parts] = answers[request.url ?? ''] ?? [404, 'text/plain', ['none']];
    const length = parts.join('').length;
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': length });
    if (request.method === 'HEAD') return response.end();
    for (const part of parts) {
      if (part === 'CUT') {
        cut = () => response.destroy();
        return response;
      }
      response.write(part);
    }
    return response.end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pack`;
});

afterAll(() => {
  server.close();
});

test('reads a file and counts its bytes', async () => {
  const files = filesAtUrl('pack', url);
  let counted = 0;
  const bytes = await files.read('a.bin', 100, (n) => {
    counted += n;
  });
  expect(new TextDecoder().decode(bytes ?? undefined)).toBe('onetwothree');
  expect(counted).toBe(11);
  expect(await files.size('a.bin')).toBe(11);
});

test('a file that is not there is null, also where a server sends a page instead', async () => {
  const files = filesAtUrl('pack', `${url}/`);
  for (const path of ['none.json', 'page.json']) {
    expect(await files.size(path)).toBeNull();
    expect(await files.read(path, 100)).toBeNull();
  }
});

test('stops at the limit', async () => {
  await expect(filesAtUrl('pack', url).read('a.bin', 5)).rejects.toMatchObject({ code: 'pack-corrupt' });
});

test('a server in trouble, a broken connection and an unreachable server are network errors', async () => {
  const files = filesAtUrl('pack', url);
  await expect(files.read('broken.bin', 100)).rejects.toMatchObject({ code: 'network' });
  await expect(files.read('cut.bin', 100, () => cut())).rejects.toMatchObject({ code: 'network' });
  const nowhere = filesAtUrl('pack', 'http://127.0.0.1:1/pack');
  await expect(nowhere.size('a.bin')).rejects.toMatchObject({ code: 'network' });
});
