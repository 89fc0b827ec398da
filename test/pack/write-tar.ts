// Tar archives for tests (POSIX.1-1988 ustar), and gzipped ones.

import { gzipSync } from 'node:zlib';
import { utf8 } from './tiny-pack';

export interface TarPart {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Of a symbolic link: where it leads. */
  readonly link?: string;
  /** Lies about the size. */
  readonly claims?: number;
}

const BLOCK = 512;

export function writeTar(parts: readonly TarPart[]): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  for (const { path, bytes, link, claims = bytes.length } of parts) {
    const isFolder = path.endsWith('/');
    const header = new Uint8Array(BLOCK);
    const put = (at: number, text: string): void => header.set(utf8(text), at);
    const octal = (n: number, digits: number): string => `${n.toString(8).padStart(digits, '0')}\0`;
    put(0, path);
    put(100, octal(0o644, 7));
    put(108, octal(0, 7));
    put(116, octal(0, 7));
    put(124, octal(link === undefined ? claims : 0, 11));
    put(136, octal(0, 11));
    put(148, ' '.repeat(8));
    put(156, isFolder ? '5' : link === undefined ? '0' : '2');
    if (link !== undefined) put(157, link);
    put(257, 'ustar\x0000');
    put(
      148,
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
    );
    chunks.push(header);
    if (link !== undefined || isFolder) continue;
    chunks.push(bytes, new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK));
  }
  return new Uint8Array(Buffer.concat([...chunks, new Uint8Array(2 * BLOCK)]));
}

export function gzipped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(bytes));
}
