// What an address opened, it opens: the expected sights were written down once, and are not written anew.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addresses } from './addresses';
import { atRest, openPage, seenOn, sorted } from './open';

const kept: Readonly<Record<string, { readonly address: string }>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'addresses.json'), 'utf8'),
);

/** Whose address is compared by its fields. */
function keptSight(address: string): unknown {
  const sight = kept[address];
  return sight && { ...sight, address: sorted(sight.address) };
}

describe('an address of before', () => {
  it('is kept with what it showed', () => {
    expect(Object.keys(kept)).toEqual([...addresses]);
  });

  it.each(addresses)('%s opens as it did', async (address) => {
    const opened = await openPage(address);
    await atRest(opened.nudge);
    expect(JSON.parse(JSON.stringify(seenOn(opened)))).toEqual(keptSight(address));
  });
});
