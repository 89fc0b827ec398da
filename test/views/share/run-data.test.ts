// What the data of a run that is saved says of its model.

import { expect, it } from 'vitest';
import { runFile } from '../../../src/cli/run-file';
import { nameInFiles } from '../../../src/views/share/run-data';
import { digits } from '../../store/open-images';

const { info } = digits();
const classes = (nullClass: number | null) => ({
  ...info,
  classEmbeds: { count: 4, nullClass, unsaid: true as const },
});

it.each([0, 3, null])('names the null class, %s, where the model takes a class', (nullClass) => {
  const pack = classes(nullClass);
  expect(nameInFiles(pack)).toEqual({ pack: info.id, nullClass });
  expect(runFile(pack, { kind: 'ddpm' }, [], null).nullClass).toBe(nullClass);
});

it('says nothing of a null class where the model takes none', () => {
  expect(nameInFiles({ ...info, sha256: 'ab' })).toEqual({ pack: info.id, sha256: 'ab' });
  expect(runFile(info, { kind: 'ddpm' }, [], null)).not.toHaveProperty('nullClass');
});
