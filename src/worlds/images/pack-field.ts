// The model in an address: pack=digits, or of a person's own its name and the sha256 of its weights, with what was
// chosen for it: size=32 where its config does not say of what size its pictures are, nullclass=10 where its files do not
// say which class means none.

import { oneOf, wholeIn, type Field } from '../../address/field';
import type { Settings } from '../../history/settings';
import { ownModelId, readOwnModelId } from '../../terms/own-model';
import { builtInPacks } from './packs';

const LONGEST_NAME = 80;
const { read: side } = wholeIn({ min: 8, max: 256 });
const { read: index } = wholeIn({ min: 0, max: 1000 });
const indexOrNone = (text: string): number | null | undefined => (text === 'none' ? null : index(text));

const digest = (text: string): string | undefined => (/^[0-9a-f]{64}$/.test(text) ? text : undefined);
const ownName = (text: string): string | undefined => text.slice(0, LONGEST_NAME).trim() || undefined;
const { read: builtIn } = oneOf<string>(builtInPacks.map(({ id }) => id));

export const packField: Field<Settings> = {
  names: ['pack', 'sha256', 'size', 'nullclass'],
  read: (reading, before) => {
    const sha256 = reading.value('sha256', digest);
    const size = reading.value('size', side);
    const nullClass = reading.value('nullclass', indexOrNone) ?? undefined;
    const name = reading.value('pack', sha256 === undefined ? builtIn : ownName);
    if (sha256 !== undefined)
      return {
        ...before,
        pack: ownModelId({ name: name ?? 'a model', sha256, size, nullClass }),
      };
    return name === undefined ? before : { ...before, pack: name };
  },
  write: ({ pack }): Record<string, string> => {
    const own = readOwnModelId(pack);
    return own === null
      ? { pack }
      : {
          pack: own.name.slice(0, LONGEST_NAME).trim(),
          sha256: own.sha256,
          ...(own.size && { size: String(own.size) }),
          ...(own.nullClass !== undefined && { nullclass: String(own.nullClass) }),
        };
  },
};
