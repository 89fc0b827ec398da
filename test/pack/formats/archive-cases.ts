import { utf8 } from '../tiny-pack';
import { gzipped, writeTar, type TarPart } from '../write-tar';
import { writeZip } from '../write-zip';
import type { Case } from './case';
import { inFolder, inTar, inTarGz, inZip, plain, renamed } from './in-hand';

const one = (name: string, bytes: Uint8Array<ArrayBuffer>) => new Map([[name, new Blob([bytes])]]);
const deeper = () => renamed(plain(), (path) => `my-model/${path}`);
const hash = 'a'.repeat(40);
const cache = 'models--someone--tiny';

const numbered = () =>
  [...plain()].map(([path, bytes], i) => ({ path, bytes, blob: i.toString(16).repeat(40) }));
/** A Hub cache whose links are files that say where they lead, as an archive or git keeps them. */
const cacheOfLinks = () =>
  new Map(
    numbered().flatMap(({ path, bytes, blob }) => {
      const up = '../'.repeat(path.split('/').length + 1);
      return [
        [`${cache}/blobs/${blob}`, bytes],
        [`${cache}/snapshots/${hash}/${path}`, utf8(`${up}blobs/${blob}`)],
      ] as const;
    }),
  );
/** A ustar name has 100 bytes. */
const short = hash.slice(0, 8);
const tarOfLinks = (): TarPart[] =>
  numbered().flatMap(({ path, bytes, blob }) => [
    {
      path: `${cache}/snapshots/${short}/${path}`,
      bytes: new Uint8Array(),
      link: `${'../'.repeat(path.split('/').length + 1)}blobs/${blob}`,
    },
    { path: `${cache}/blobs/${blob}`, bytes },
  ]);

export const archiveCases: readonly Case[] = [
  { what: 'a folder', inHand: () => inFolder(deeper()), comes: 'opens' },
  { what: 'a `.zip`', inHand: () => inZip(deeper()), comes: 'opens' },
  {
    what: 'a `.zip` whose paths have backslashes (older Windows tools)',
    inHand: () => inZip(renamed(deeper(), (path) => path.replaceAll('/', '\\'))),
    comes: 'opens',
  },
  {
    what: 'a `.zip` whose paths begin with `./` (`zip -r x.zip .`)',
    inHand: () => inZip(renamed(plain(), (path) => `./${path}`)),
    comes: 'opens',
  },
  {
    what: 'a `.zip` with odd names among files that are not needed (a time, a line break, a name twice)',
    inHand: () =>
      one(
        'model.zip',
        writeZip([
          ...Array.from(deeper(), ([path, bytes]) => ({ path, bytes })),
          ...['samples/2026-11-30 12:30:05.png', 'samples/a\nb?*|.png', 'twice.log', 'twice.log'].map(
            (path) => ({
              path,
              bytes: utf8('x'),
            }),
          ),
        ]),
      ),
    comes: 'opens',
  },
  {
    what: 'a `.zip` with an encrypted file that is not needed',
    inHand: () =>
      one(
        'model.zip',
        writeZip([
          ...Array.from(deeper(), ([path, bytes]) => ({ path, bytes })),
          { path: 'secret.txt', bytes: utf8('x'), claims: { flags: 1 } },
        ]),
      ),
    comes: 'opens',
  },
  {
    what: 'a `.zip` with a needed file twice',
    inHand: () =>
      one(
        'model.zip',
        writeZip(
          [...plain(), ['unet\\config.json', utf8('{}')] as const].map(([path, bytes]) => ({ path, bytes })),
        ),
      ),
    comes: 'pack-corrupt',
    says: ['"unet/config.json" twice', 'pack the folder again'],
  },
  {
    what: 'an archive with a path that climbs out',
    inHand: () => inZip(new Map([...plain(), ['../x.png', utf8('x')]])),
    comes: 'pack-corrupt',
    says: ['paths within the archive', '"../x.png"'],
  },
  { what: 'a `.tar`', inHand: () => inTar(deeper()), comes: 'opens' },
  { what: 'a `.tar.gz` or `.tgz`', inHand: () => inTarGz(deeper()), comes: 'opens' },
  {
    what: 'a `.tar` whose paths begin with `./` (`tar -C folder -c .`)',
    inHand: () => inTar(new Map([['./', utf8('')], ...renamed(plain(), (path) => `./${path}`)])),
    comes: 'opens',
  },
  {
    what: 'an archive of one kind with the ending of another',
    inHand: () =>
      one('model.zip', gzipped(writeTar(Array.from(plain(), ([path, bytes]) => ({ path, bytes }))))),
    comes: 'opens',
  },
  {
    what: 'a `.tar.gz` that is cut off',
    inHand: () => {
      const whole = gzipped(writeTar(Array.from(plain(), ([path, bytes]) => ({ path, bytes }))));
      return one('model.tar.gz', whole.slice(0, whole.length / 2));
    },
    comes: 'pack-corrupt',
    says: ['cannot be read to its end', 'It is broken'],
  },
  {
    what: 'a `.tar` with a path that climbs out',
    inHand: () => inTar(new Map([...plain(), ['../x.png', utf8('x')]])),
    comes: 'pack-corrupt',
    says: ['paths within the archive'],
  },
  {
    what: 'a `.7z`, `.rar`, `.tar.xz`, `.tar.bz2` or `.tar.zst`',
    inHand: () => one('model.7z', Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)),
    comes: 'pack-unsupported',
    says: ['expected a .zip, .tar or .tar.gz, got 7z'],
  },
  {
    what: 'a folder of the Hub’s cache, its links followed',
    inHand: () => inFolder(renamed(plain(), (path) => `${cache}/snapshots/${hash}/${path}`)),
    comes: 'opens',
  },
  {
    what: 'a folder or `.zip` of the Hub’s cache, its links kept as text',
    inHand: () => inZip(cacheOfLinks()),
    comes: 'opens',
  },
  {
    what: 'a `.tar.gz` of the Hub’s cache, with links',
    inHand: () => one('cache.tar.gz', gzipped(writeTar(tarOfLinks()))),
    comes: 'opens',
  },
  {
    what: 'several snapshots of a model: the one of `refs/main`',
    inHand: () =>
      inFolder(
        new Map([
          ...renamed(plain(), (path) => `${cache}/snapshots/${'b'.repeat(40)}/${path}`),
          [`${cache}/snapshots/${hash}/model_index.json`, utf8('{}')],
          [`${cache}/refs/main`, utf8('b'.repeat(40))],
        ]),
      ),
    comes: 'opens',
  },
  {
    what: 'a folder of the Hub’s cache, whose links the browser did not follow',
    inHand: () => inFolder(renamed(cacheOfLinks(), (path) => (path.includes('snapshots') ? null : path))),
    comes: 'pack-missing',
    says: ['the browser does not follow them', 'cp -rL'],
  },
  {
    what: 'an archive of the Hub’s cache without the blobs that its links lead to',
    inHand: () => inZip(renamed(cacheOfLinks(), (path) => (path.includes('blobs') ? null : path))),
    comes: 'pack-missing',
    says: ['is a link', 'cp -rL'],
  },
];
