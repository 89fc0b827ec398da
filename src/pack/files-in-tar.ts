// Files in a person's own .tar or .tar.gz. Such an archive has no table of contents, so it is gone through once for the
// names, and again for each file that is large; files that are not read take no memory.

import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { NudgeError } from '../terms/errors';
import { troubleOf } from '../terms/causes';
import { noDecompression } from '../terms/more-causes';
import { ArchiveTable, joined, pathWithin } from './archive-paths';
import type { FoundFiles } from './files';
import { expectWithin } from './files-in-memory';
import { limits } from './limits';

interface TarFile {
  readonly size: number;
  /** Which entry of the archive it is. */
  readonly index: number;
  /** Of small files, kept at once. */
  readonly bytes: Uint8Array | null;
}

/** Links that lead to links. */
const MOST_HOPS = 8;
const KEPT_AT_ONCE = /\.(json|txt)$|(^|\/)refs\//i;

/** @throws NudgeError `pack-corrupt`, `pack-unsupported`, `browser` */
export async function filesInTar(id: string, archive: Blob, gzipped: boolean): Promise<FoundFiles> {
  if (gzipped && typeof DecompressionStream === 'undefined') throw troubleOf(noDecompression, id);
  const table = new ArchiveTable<TarFile>();
  const links = new Map<string, string>();
  let index = -1;
  let kept = 0;
  await walk(archive, gzipped, async ({ header, body }) => {
    index++;
    if (index >= limits.zipEntries) throw tooMuch(`at most ${limits.zipEntries} files`);
    const { name, type = 'file', size, linkname } = header;
    const path = pathWithin(name);
    if (type === 'symlink' || type === 'link') {
      const target = targetOf(path, linkname ?? '', type === 'link');
      if (target !== null) links.set(path, target);
    } else if (type === 'file' && path !== '' && !path.endsWith('/')) {
      const isKept = KEPT_AT_ONCE.test(path) && size + kept <= 4 * limits.jsonBytes;
      if (isKept) kept += size;
      table.add(path, { size, index, bytes: isKept ? await bytesOf(body, size, path) : null });
    }
    return false;
  });
  const entryOf = (path: string): TarFile | undefined => {
    let at = path;
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      const entry = table.get(at);
      const next = links.get(at);
      if (entry !== undefined || next === undefined) return entry;
      at = next;
    }
    return undefined;
  };
  return {
    paths: [...table.paths, ...links.keys()],
    files: {
      id,
      size: async (path) => entryOf(path)?.size ?? null,
      read: async (path, limit, onBytes) => {
        const entry = entryOf(path);
        if (entry === undefined) return null;
        expectWithin(path, entry.size, limit);
        if (entry.bytes !== null) {
          onBytes?.(entry.size);
          return entry.bytes;
        }
        let at = -1;
        let bytes: Uint8Array | null = null;
        await walk(archive, gzipped, async ({ body }) => {
          at++;
          if (at !== entry.index) return false;
          bytes = await bytesOf(body, entry.size, path, onBytes);
          return true;
        });
        return bytes;
      },
    },
  };
}

/** @param visit whether that was enough; what it leaves of a body is passed over */
async function walk(
  archive: Blob,
  gzipped: boolean,
  visit: (entry: ParsedTarEntry) => Promise<boolean>,
): Promise<void> {
  const unpacked: ReadableStream<Uint8Array<ArrayBuffer>> = gzipped
    ? archive.stream().pipeThrough(new DecompressionStream('gzip'))
    : archive.stream();
  const reader = unpacked
    .pipeThrough(counted())
    .pipeThrough(createTarDecoder({ strict: true }))
    .getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (await visit(next.value)) return;
      if (!next.value.body.locked) await drain(next.value.body);
    }
  } catch (error) {
    if (error instanceof NudgeError) throw error;
    throw corrupt(`expected a .tar${gzipped ? ' in a .gz' : ''}, got one that cannot be read to its end.`);
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

/** Reads to the end: cancelling a body can cut off the one behind it, which modern-tar has begun by then. */
async function drain(body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  while (!(await reader.read()).done);
}

/** Stops what unpacks to more than any model is. */
function counted(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array> {
  let length = 0;
  return new TransformStream({
    transform(part, controller) {
      length += part.length;
      if (length <= limits.unpackedBytes) controller.enqueue(part);
      else {
        controller.error(tooMuch('at most 4 GB when unpacked'));
      }
    },
  });
}

async function bytesOf(
  body: ReadableStream<Uint8Array>,
  size: number,
  path: string,
  onBytes?: (bytes: number) => void,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let length = 0;
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (length + part.value.length > size) throw corrupt(`expected ${size} bytes of "${path}", got more.`);
    bytes.set(part.value, length);
    length += part.value.length;
    onBytes?.(part.value.length);
  }
  if (length !== size) throw corrupt(`expected ${size} bytes of "${path}", got ${length}.`);
  return bytes;
}

/** Where a link leads; null where that is outside: then nothing is there. */
function targetOf(path: string, link: string, fromTop: boolean): string | null {
  if (link.startsWith('/')) return null;
  return joined(fromTop ? '' : path.slice(0, path.lastIndexOf('/') + 1), link);
}

function tooMuch(expected: string): NudgeError {
  return new NudgeError(
    'pack-unsupported',
    `The archive: expected ${expected}, got more.`,
    'Pack the folder of one model alone: its configs and its .safetensors.',
  );
}

function corrupt(sentence: string): NudgeError {
  return new NudgeError('pack-corrupt', `The archive: ${sentence}`, 'It is broken; pack the folder again.');
}
