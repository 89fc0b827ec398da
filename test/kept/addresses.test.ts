// What an address opened, it opens: the expected sights were written down once, and are not written anew.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addresses } from './addresses';
import { atRest, openPage, seenOn } from './open';

const kept: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'addresses.json'), 'utf8'),
);

describe('an address of before', () => {
  it('is kept with what it showed', () => {
    expect(Object.keys(kept)).toEqual([...addresses]);
  });

  it.each(addresses)('%s opens as it did', async (address) => {
    const opened = openPage(address);
    await atRest(opened.nudge);
    expect(JSON.parse(JSON.stringify(seenOn(opened)))).toEqual(kept[address]);
  });
});
