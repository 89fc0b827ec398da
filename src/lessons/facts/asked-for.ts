// What is asked for, in the words of a lesson.

import { settingsOf, type State } from '../../history/state';
import { classesOf } from '../../terms/pack-info';
import { classOf } from '../../terms/target';

/** "a 3", "an 8" */
export const oneOf = (label: string): string => `${/^(8|11|18|[aeiou])/i.test(label) ? 'an' : 'a'} ${label}`;

/** What is asked for where the playhead is, in words. */
export function askedNow(state: State): string {
  const { pack } = state.model;
  const { target } = settingsOf(state);
  const index = classOf(target);
  return index === null || pack === null
    ? 'what is asked for'
    : oneOf(classesOf(pack)[index] ?? String(index));
}
