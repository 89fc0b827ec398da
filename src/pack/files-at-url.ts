// Files in a folder on this origin, streamed, so that the bytes counted are bytes that came.

import { NudgeError } from '../terms/errors';
import type { PackFiles } from './files';
import { expectWithin } from './files-in-memory';

/** @param url of the folder; relative ones are resolved by fetch */
export function filesAtUrl(id: string, url: string): PackFiles {
  const base = url.endsWith('/') ? url : `${url}/`;
  return {
    id,
    size: async (path) => {
      const response = await request(base, path, 'HEAD');
      return response && (Number(response.headers.get('Content-Length')) || 0);
    },
    read: async (path, limit, onBytes) => {
      const response = await request(base, path, 'GET');
      return response && readBody(response, path, limit, onBytes);
    },
  };
}

/** @returns null when there is no such file, which a server may also say with a page of HTML */
async function request(base: string, path: string, method: 'GET' | 'HEAD'): Promise<Response | null> {
  let response: Response;
  try {
    response = await fetch(base + path, { method });
  } catch {
    throw new NudgeError('network', `${path} could not be fetched.`, 'Check the connection and try again.');
  }
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html') ?? false;
  if (response.status === 404 || response.status === 410 || (response.ok && isPage)) {
    await response.body?.cancel();
    return null;
  }
  if (!response.ok) {
    throw new NudgeError(
      'network',
      `${path}: expected the file, got HTTP status ${response.status}.`,
      'Try again in a while.',
    );
  }
  return response;
}

async function readBody(
  response: Response,
  path: string,
  limit: number,
  onBytes?: (bytes: number) => void,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      length += part.value.length;
      expectWithin(path, length, limit);
      parts.push(part.value);
      onBytes?.(part.value.length);
    }
  } catch (error) {
    if (error instanceof NudgeError) throw error;
    throw new NudgeError('network', `${path}: the connection broke off.`, 'Try again.');
  } finally {
    void reader?.cancel().catch(() => {});
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
