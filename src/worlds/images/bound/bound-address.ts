// What Objective measures, in an address: compared=set or foreign, and set=0-9_71, numbers of the sheet. Pictures that
// were drawn or opened are not in it.

import {
  field,
  oneOf,
  readFields,
  wholeIn,
  writeFields,
  type Field,
  type FieldType,
} from '../../../address/field';
import type { OwnAddress } from '../../../store/link-to';
import type { PictureSource } from '../noise-settings';
import { patchCompared } from './compare';
import { comparisons, keyOfSource, MOST_IN_SET, NOT_COMPARED, type Compared } from './compared';
import { comparedOf } from './lanes';

const index = wholeIn({ min: 0, max: 9_999 });

/** Ascending numbers as runs: "0-9_71"; undefined for nonsense, or for too many. */
export const setType: FieldType<readonly PictureSource[]> = {
  read: (text) => {
    const found = new Set<number>();
    for (const run of text.split('_')) {
      const ends = run.split('-');
      const [first, last] = [index.read(ends[0] ?? ''), index.read(ends.at(-1) ?? '')];
      if (first === undefined || last === undefined || ends.length > 2) return undefined;
      if (last < first || last - first >= MOST_IN_SET) return undefined;
      for (let each = first; each <= last; each++) found.add(each);
    }
    if (found.size > MOST_IN_SET) return undefined;
    return [...found].map((each) => ({ kind: 'sheet', index: each }));
  },
  write: (set) => {
    const runs: [first: number, last: number][] = [];
    for (const each of numbersOf(set)) {
      const run = runs.at(-1);
      if (run?.[1] === each - 1) run[1] = each;
      else runs.push([each, each]);
    }
    return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join('_');
  },
};

const numbersOf = (set: readonly PictureSource[]): number[] =>
  set.flatMap((source) => (source.kind === 'sheet' ? source.index : [])).toSorted((a, b) => a - b);

const fields: readonly Field<Compared>[] = [
  field('compared', 'kind', oneOf(comparisons), NOT_COMPARED.kind),
  {
    names: ['set'],
    read: (reading, before) => ({ ...before, set: reading.value('set', setType.read) ?? before.set }),
    write: ({ set }): Record<string, string> => {
      const text = setType.write(set);
      return text === '' ? {} : { set: text };
    },
  },
];

/**
 * What Objective’s address says of pictures: `compared` and `set`. Pictures that were drawn or opened stay
 * in the set when an address is read that names the rest of it.
 */
export const boundAddress: OwnAddress & { readonly names: readonly string[] } = {
  names: fields.flatMap(({ names }) => names),

  read(nudge, reading) {
    const before = comparedOf(nudge.store.getState());
    const read = readFields(fields, reading, NOT_COMPARED);
    const isSame = keysOf(read.set) === keysOf(before.set.filter(({ kind }) => kind === 'sheet'));
    patchCompared(nudge, { kind: read.kind, set: isSame ? before.set : read.set });
  },
  write: (state) => writeFields(fields, comparedOf(state)),
};

const keysOf = (set: readonly PictureSource[]): string => set.map(keyOfSource).toSorted().join();
