// The path that was left, by what is other in it: what a comparison compares.

import type { Field } from '../../address/field';
import { writeFields } from '../../address/field';
import type { Path } from '../../history/path';
import type { Settings } from '../../history/settings';

/** Fields of an address as people name them. */
const WORDS: Readonly<Record<string, string>> = {
  target: 'y =',
  scale: 's =',
  interval: 'guided at t =',
  guide: 'guide',
  sampler: 'sampler',
  steps: 'steps',
  seed: 'seed',
  denoiser: 'denoiser',
  distribution: 'distribution',
  schedule: 'schedule',
};

const MOST = 3;

/**
 * "s = 0 (here 4)", or '' where the two are set alike.
 *
 * @param targetName the name of a class in place of its number
 */
export function differenceText(
  left: Path,
  here: Path,
  fields: readonly Field<Settings>[],
  targetName: (text: string) => string,
): string {
  const [before, now] = [left, here].map(({ settings }) => writeFields(fields, settings));
  if (before === undefined || now === undefined) return '';
  const names = Object.keys({ ...before, ...now }).filter(
    (name) => name in WORDS && before[name] !== now[name],
  );
  const text = (name: string, value: string | undefined): string => {
    if (value === undefined) return name === 'interval' ? 'all' : 'usual';
    return name === 'target' ? targetName(value) : value;
  };
  return names
    .slice(0, MOST)
    .map((name) => `${WORDS[name]} ${text(name, before[name])} (here ${text(name, now[name])})`)
    .join(', ');
}
