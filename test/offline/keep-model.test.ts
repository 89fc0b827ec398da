import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepModel, type Room } from '../../src/offline/keep-model';
import type { Keeping } from '../../src/offline/keeping';
import type { KeptModel } from '../../src/offline/kept-models';
import { roomFor } from '../../src/offline/room-for';
import { NudgeError } from '../../src/terms/errors';

const model = (sha256: string, bytes: number, opened = 0): KeptModel => ({
  name: sha256,
  title: sha256.toUpperCase(),
  sha256,
  bytes,
  opened,
});

describe('room for a model', () => {
  it('is made by letting as few of the oldest go as do, and none where there is room', () => {
    const kept = fc.array(fc.nat(1000)).map((sizes) => sizes.map((bytes, i) => model(`m${i}`, bytes, i)));
    fc.assert(
      fc.property(fc.nat(2000), kept, fc.nat(2000), fc.nat(2000), (bytes, all, left, most) => {
        const total = all.reduce((sum, each) => sum + each.bytes, 0);
        const fits = (going: readonly KeptModel[]): boolean => {
          const freed = going.reduce((sum, each) => sum + each.bytes, 0);
          return total - freed + bytes <= most && bytes <= left + freed;
        };
        const going = roomFor(bytes, all, left, most);
        if (going === null) expect(fits(all)).toBe(false);
        else {
          expect(going).toEqual(all.slice(0, going.length));
          expect(fits(going)).toBe(true);
          if (going.length > 0) expect(fits(going.slice(0, -1))).toBe(false);
        }
      }),
    );
  });
});

/** A device that holds these. */
function deviceWith(kept: readonly KeptModel[], changes: Partial<Room> = {}) {
  const held = new Map(kept.map((each) => [each.sha256, each]));
  const paths = new Map<string, readonly string[]>();
  const device = { told: null as Keeping | null, held, paths };
  const room: Room = {
    isWanted: () => true,
    kept: async () => [...held.values()].toSorted((a, b) => a.opened - b.opened),
    left: async () => 1e12,
    write: async (about, files) => {
      held.set(about.sha256, about);
      paths.set(about.sha256, [...files.keys()]);
    },
    touch: async (sha256, opened) => void held.set(sha256, { ...held.get(sha256)!, opened }),
    forget: async (sha256) => void held.delete(sha256),
    tell: (keeping) => {
      device.told = keeping;
    },
    now: () => 1000,
    ...changes,
  };
  return { device, room };
}

/** A file of a size that costs nothing. */
function sized(bytes: number): Blob {
  const blob = new Blob();
  Object.defineProperty(blob, 'size', { value: bytes });
  return blob;
}

const keep = (room: Room, sha256: string, bytes: number) =>
  keepModel(
    { name: sha256, sha256 },
    sha256.toUpperCase(),
    new Map([['a/x.safetensors', sized(bytes)]]),
    room,
  );

describe('a model that was opened', () => {
  it('is kept and that is said, with a way to take it back', async () => {
    const { device, room } = deviceWith([]);
    const files = new Map([
      ['unet/w.safetensors', sized(2e6)],
      ['unet/w.bin', sized(9e9)],
      ['unet/config.json', sized(100)],
    ]);
    await keepModel({ name: 'n', sha256: 'new' }, 'New', files, room);
    expect(device.told?.text).toBe('New (2.0 MB) is kept on this device, so that it is here after a reload.');
    expect(device.paths.get('new')).toEqual(['unet/w.safetensors', 'unet/config.json']);
    device.told!.choices[0]!.choose();
    await Promise.resolve();
    expect([...device.held.keys()]).toEqual([]);
  });

  it('takes the place of the oldest only when that is allowed', async () => {
    const { device, room } = deviceWith([model('young', 200e6, 9), model('old', 250e6, 1)]);
    await keep(room, 'new', 100e6);
    expect(device.told?.text).toContain('OLD (250 MB, opened January 1, 1970) would have to go');
    expect([...device.held.keys()]).toEqual(['young', 'old']);
    device.told!.choices[0]!.choose();
    await expect.poll(() => [...device.held.keys()]).toEqual(['young', 'new']);
    expect(device.told?.text).toContain('NEW (100 MB) is kept');
  });

  it('that is kept already is only remembered as opened, and nothing is said', async () => {
    const { device, room } = deviceWith([model('new', 1, 1)]);
    await keep(room, 'new', 1);
    expect(device.held.get('new')?.opened).toBe(1000);
    expect(device.told).toBeNull();
  });

  it.each<readonly [string, number, Partial<Room>, string]>([
    ['is too large', 501e6, {}, 'at most 500 MB are kept'],
    ['does not fit on the device', 5e6, { left: async () => 4e6 }, 'there is no room left'],
    ['must not be kept', 1, { isWanted: () => false }, 'you asked to keep nothing'],
    [
      'came over plain http',
      1,
      { kept: () => Promise.reject(new NudgeError('not-kept', 'this page came over plain http')) },
      'this page came over plain http',
    ],
    [
      'does not fit after all',
      1,
      { write: () => Promise.reject(new DOMException('', 'QuotaExceededError')) },
      'there is no room left',
    ],
    ['cannot be written', 1, { write: () => Promise.reject(new Error('x')) }, 'could not write it'],
  ])('and %s is not kept, and the reason is said', async (_, bytes, changes, why) => {
    const { device, room } = deviceWith([], changes);
    await keep(room, 'new', bytes);
    expect(device.told?.text).toMatch(/^NEW \(.*\) is not kept: .* After a reload, open its files again\.$/);
    expect(device.told?.text).toContain(why);
    expect(device.held.size).toBe(0);
  });
});
