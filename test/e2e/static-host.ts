// A static host as plain as they come: files from dist/ in a sub-folder, no special headers.

import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, relative, resolve } from 'node:path';

const dist = resolve(import.meta.dirname, '../../dist');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

interface Host {
  readonly url: string;
  /** Also ends connections that browsers keep open. */
  readonly close: () => void;
}

/** What a host does differently. */
interface Manners {
  readonly headers?: Readonly<Record<string, string>>;
  /** @param file relative to dist/ */
  readonly change?: (file: string, body: Buffer) => Buffer;
  /**
   * Answers in its own way, or not at all.
   *
   * @param path from the host's root
   * @returns whether it has taken the request
   */
  readonly answer?: (path: string, response: ServerResponse, method: string) => boolean;
}

/** @param folder begins and ends with "/" */
export async function hostIn(folder: string, { headers = {}, change, answer }: Manners = {}): Promise<Host> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    if (answer?.(path, response, request.method ?? '') ?? false) return;
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const file = join(dist, normalize(name.slice(folder.length)));
    const inside = name.startsWith(folder) && file.startsWith(dist);
    void (inside ? readFile(file) : Promise.reject(new Error('outside'))).then(
      (body) =>
        response
          .writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', ...headers })
          .end(change?.(relative(dist, file), body) ?? body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}${folder}`, close };
}
