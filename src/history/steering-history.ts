// From a path to the list of its steerings: how it went, in the words of the settings.

import type { Steering } from '../terms/steering';
import { withMovesAmong } from './moves';
import { isComplete, type Path } from './path';
import { sameValue, steerNames, type Settings } from './settings';

/**
 * What differs from the settings at the first step, and then every change; without any, []. What the settings ask
 * of a step that has not been taken yet is the last item.
 *
 * @param asked the settings that the list goes with
 */
export function steeringHistory(path: Path, asked: Settings = path.settings): readonly Steering[] {
  const list: Steering[] = [];
  let before = asked;
  const add = (at: number, settings: Settings): void => {
    const changed = changes(before, settings);
    if (changed !== null) list.push({ at, ...changed });
    before = settings;
  };
  path.steps.forEach((record, at) => add(at, record.settings));
  if (!isComplete(path) && path.steps.length > 0) add(path.steps.length, path.settings);
  return [...withMovesAmong(list, path.moves), ...(path.replay?.coming ?? [])];
}

function changes(before: Settings, now: Settings): Omit<Steering, 'at'> | null {
  const changed = steerNames.filter((name) => !sameValue(before, now, name));
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((name) => [name, now[name]]));
}
