import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32 } from '../../src/pack/crc32';
import { filesInHand } from '../../src/pack/files-in-hand';
import { filesInZip } from '../../src/pack/files-in-zip';
import { NudgeError } from '../../src/terms/errors';
import { tinyPack, utf8 } from './tiny-pack';
import { writeZip, type ZipPart } from './write-zip';

const LIMIT = 1e6;
const zip = (parts: readonly ZipPart[]) => new Blob([writeZip(parts)]);
const hello = { path: 'hello.txt', bytes: utf8('hello, hello, hello') };

async function outcome(parts: readonly ZipPart[]): Promise<string> {
  try {
    const { files, paths } = await filesInZip('a', zip(parts));
    for (const path of paths) await files.read(path, LIMIT);
    return 'read';
  } catch (error) {
    if (error instanceof NudgeError) return error.code;
    throw error;
  }
}

test('the CRC is zip’s, also in parts', () => {
  expect(crc32(utf8('123456789'))).toBe(0xcbf43926);
  expect(crc32(utf8('6789'), crc32(utf8('12345')))).toBe(0xcbf43926);
});

describe('a zip', () => {
  test('gives back what was packed, stored or deflated', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.uint8Array({ maxLength: 500 }), fc.boolean())),
        async (contents) => {
          const parts = contents.map(([bytes, stored], i) => ({ path: `folder/${i}.bin`, bytes, stored }));
          const { files } = await filesInZip('a', zip(parts));
          for (const { path, bytes } of parts) {
            expect(await files.size(path)).toBe(bytes.length);
            expect(await files.read(path, LIMIT)).toEqual(new Uint8Array(bytes));
          }
          expect(await files.read('none', LIMIT)).toBeNull();
        },
      ),
      { numRuns: 30 },
    );
  });

  test('may have a comment behind and folders among its files', async () => {
    const bytes = writeZip([{ path: 'folder/', bytes: new Uint8Array(), stored: true }, hello]);
    const comment = utf8('a comment');
    new DataView(bytes.buffer).setUint16(bytes.length - 2, comment.length, true);
    const { paths } = await filesInZip('a', new Blob([bytes, comment]));
    expect(paths).toEqual(['hello.txt']);
  });

  test.each<[string, ZipPart[]]>([
    ['climbs', [{ ...hello, path: '../hello.txt' }]],
    ['climbs from below', [{ ...hello, path: 'a/../../hello.txt' }]],
    ['is absolute', [{ ...hello, path: '/etc/passwd' }]],
    ['has a drive', [{ ...hello, path: 'C:\\hello.txt' }]],
    ['has no name', [{ ...hello, path: '' }]],
    ['comes twice', [hello, hello]],
    ['is larger than announced', [{ ...hello, claims: { size: 3 } }]],
    ['is smaller than announced', [{ ...hello, claims: { size: 30 } }]],
    ['announces more than it can hold', [{ ...hello, claims: { size: 2 ** 31 } }]],
    ['has another CRC', [{ ...hello, claims: { crc32: 1 } }]],
    ['shares the bytes of another', [hello, { ...hello, path: 'again.txt', claims: { offset: 0 } }]],
    ['reaches beyond the archive', [{ ...hello, stored: true, claims: { packedSize: 5000 } }]],
    ['is not deflated as it says', [{ ...hello, stored: true, claims: { method: 8 } }]],
  ])('with a file that %s is corrupt', async (_, parts) => {
    expect(await outcome(parts)).toBe('pack-corrupt');
  });

  test.each<[string, ZipPart]>([
    ['encrypted', { ...hello, claims: { flags: 1 } }],
    ['packed by an unknown method', { ...hello, claims: { method: 93 } }],
    ['of the format beyond 4 GB', { ...hello, claims: { size: 0xffffffff } }],
  ])('with a file %s is refused', async (_, part) => {
    expect(await outcome([part])).toBe('pack-unsupported');
  });

  test('that unpacks to a thousand times its size stops at the limit', async () => {
    const bomb = zip([{ path: 'bomb.json', bytes: new Uint8Array(50e6) }]);
    expect(bomb.size).toBeLessThan(100_000);
    const { files } = await filesInZip('a', bomb);
    await expect(files.read('bomb.json', LIMIT)).rejects.toMatchObject({ code: 'pack-corrupt' });
    const lying = zip([{ path: 'bomb.json', bytes: new Uint8Array(50e6), claims: { size: 1000 } }]);
    const { files: liars } = await filesInZip('a', lying);
    await expect(liars.read('bomb.json', LIMIT)).rejects.toMatchObject({ code: 'pack-corrupt' });
  });

  test('any bytes end in a coded error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await expect(filesInZip('a', new Blob([new Uint8Array(bytes)]))).rejects.toBeInstanceOf(NudgeError);
      }),
    );
  });
});

describe('what is in hand', () => {
  const blobs = (prefix: string) =>
    new Map(Array.from(tinyPack(), ([path, bytes]) => [prefix + path, new Blob([bytes])]));

  test.each(['', 'my-model/', 'deep/er/'])(
    'finds the pack below "%s", in a folder and in a zip',
    async (prefix) => {
      const parts = Array.from(tinyPack(), ([path, bytes]) => ({ path: prefix + path, bytes }));
      const chosen = [blobs(prefix), new Map([['Model.ZIP', zip(parts)]])];
      for (const files of await Promise.all(chosen.map((each) => filesInHand('mine', each)))) {
        expect(await files.size('unet/config.json')).toBeGreaterThan(0);
        expect(await files.read('nudge.json', LIMIT)).toEqual(tinyPack().get('nudge.json'));
      }
    },
  );

  test('says when there is no pack, or more than one', async () => {
    await expect(filesInHand('mine', new Map())).rejects.toMatchObject({ code: 'pack-missing' });
    const two = new Map([...blobs('a/'), ...blobs('b/')]);
    await expect(filesInHand('mine', two)).rejects.toMatchObject({ code: 'pack-mismatch' });
  });
});
