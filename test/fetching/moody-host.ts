// A host that does to single files what a test says.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers in its own way, or with the bytes of a file. */
export type Answer = string | Uint8Array | ((response: ServerResponse) => void);

export interface MoodyHost {
  readonly url: string;
  readonly files: Map<string, Answer>;
  /** "GET unet/config.json", in the order they came. */
  readonly asked: string[];
  readonly close: () => void;
}

export async function moodyHost(): Promise<MoodyHost> {
  const files = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/pack\//, '');
    asked.push(`${request.method} ${path}`);
    const answer = files.get(path);
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'function') answer(response);
    else response.end(answer);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/pack/`, files, asked, close };
}
