// docs/address.md names every field of an address, and none that there is not; docs/protocol.md every message.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLink, type AddressFields } from '../../src/address/link';
import { createImages } from '../../src/worlds/images/world';
import { boundAddress } from '../../src/worlds/images/bound/bound-address';
import { sweepAddress } from '../../src/sweep/sweep-address';
import { planeFields } from '../../src/worlds/plane/fields';
import { wordFields } from '../../src/worlds/words/fields';
import { lossAddress } from '../../src/worlds/words/losses/loss-address';
import { root } from '../architecture/source';

const text = readFileSync(join(root, 'docs', 'address.md'), 'utf8');

/** Names in the first column of the table under a heading. */
function namesUnder(heading: string): string[] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1]!);
}

const everywhere = namesUnder('Every world');
/** Fields that take any text, and those that a view reads when it opens. */
const ofSweep = ['of', 'vary', 'scales', 'intervals', 'at', 'seeds'];
const readAsTheyAre = new Set([
  'prompt',
  'fill',
  'without',
  'grid',
  'words',
  ...ofSweep,
  ...boundAddress.names,
  ...lossAddress.names,
]);

const worlds: readonly (readonly [heading: string, fields: AddressFields])[] = [
  ['Pictures', createImages().fields],
  ['Words', wordFields],
  ['The plane', planeFields],
];

describe.each(worlds)('docs/address.md, %s', (heading, fields) => {
  const documented = [...everywhere, ...namesUnder(heading)];

  it('names every field', () => {
    const names = [fields.settings, fields.run, fields.looks].flat().flatMap((each) => each.names);
    expect(names.filter((name) => !documented.includes(name))).toEqual([]);
  });

  it('names none that there is not', async () => {
    const asked = documented.filter((name) => !readAsTheyAre.has(name));
    const query = asked.map((name) => `${name}=%01`).join('&');
    const { reading } = await readLink(`#/x?from=noise&${query}`, '', fields);
    const known = new Set(reading.refused.map(([name]) => name));
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });
});

it.each([
  ['Sweep', 'Pictures', sweepAddress.names],
  ['Objective', 'Pictures', boundAddress.names],
  ['Objective of a sentence', 'Words', lossAddress.names],
] as const)('docs/address.md names every field that %s has of its own', (_, world, names) => {
  const documented = new Set([...everywhere, ...namesUnder('Pictures'), ...namesUnder(world)]);
  expect(names.filter((name) => !documented.has(name))).toEqual([]);
});

describe('docs/protocol.md', () => {
  it('names every message, and none that there is not', () => {
    const page = readFileSync(join(root, 'docs', 'protocol.md'), 'utf8');
    const types = readFileSync(join(root, 'src', 'terms', 'messages.ts'), 'utf8');
    const messages = [...types.matchAll(/readonly type: '(\w+)'/g)].map((match) => match[1]!);
    expect(messages.filter((name) => !new RegExp(`(>>[PW]: |\`)${name}\\b`).test(page))).toEqual([]);
    const drawn = [...page.matchAll(/>>[PW]: (\w+)/g)].map((match) => match[1]!);
    expect(drawn.filter((name) => !messages.includes(name))).toEqual([]);
  });
});
