// The address of what is on screen: the settings, what is shown, and how the run came there. A long history is packed;
// one that is too long for an address is left out, and the address says so.

import type { LeftOut } from '../address/complaint';
import { flag, writeFields, type Reading } from '../address/field';
import { hashOf, LONGEST_ADDRESS, type Link } from '../address/link';
import { writeSteering } from '../address/steering-field';
import { firstFocus } from '../history/arrangement';
import { isComplete } from '../history/path';
import type { StopAt } from '../history/replay-state';
import { currentPath, isFinished, pictureShown, type State } from '../history/state';
import { steeringHistory } from '../history/steering-history';
import type { Nudge, World } from './world';

/** What of a view its address says. */
export interface ViewAddress {
  readonly id: string;
  readonly shows: { readonly run: boolean; readonly looks: boolean };
  /** What its address alone says, also in the place of what others say under the same name; absent, or where
   * it does not come: nothing. */
  readonly own?: () => Promise<OwnAddress | undefined>;
}

/**
 * Fields of one view: `read` takes them over into the store, `write` finds what there is to say. A name that
 * is absent from what is written is not in the address.
 */
export interface OwnAddress {
  readonly read: (nudge: Nudge, reading: Reading) => void;
  readonly write: (state: State) => Readonly<Record<string, string>>;
}

/** @param unlimited leaves nothing out, for a file, which also has what was trained */
export async function linkTo(
  state: State,
  world: World,
  { id, shows, own }: ViewAddress,
  unlimited = false,
): Promise<Link> {
  const { model } = state;
  const path = currentPath(state);
  const { settings } = path;
  const { looks, leftOut: looksLeftOut } = world.looks(state);
  const texts: Record<string, string> = {
    ...writeFields(world.fields.settings, settings),
    ...(model.choice === 'auto' ? {} : { backend: model.choice }),
    ...(shows.run
      ? { ...writeFields(world.fields.run, settings), ...world.runLooks?.write(state), ...runTexts(state) }
      : {}),
    ...(shows.looks ? writeFields(world.fields.looks, looks) : {}),
    ...(await own?.())?.write(state),
  };
  const leftOut: LeftOut[] = [];
  if (shows.run && model.pack !== null && !model.recorded) {
    const steering = await writeSteering(steeringHistory(path), unlimited);
    const tooLong = !unlimited && hashOf(id, texts).length + steering.length > LONGEST_ADDRESS;
    if (tooLong) leftOut.push('turns');
    else if (steering !== '') texts['turns'] = steering;
    leftOut.push(...(world.runLeftOut?.(settings) ?? []));
  }
  if (shows.looks) leftOut.push(...looksLeftOut);
  if (model.fromFiles) leftOut.push('model');
  // a link names the model; where it is missing, the page says so
  const silent = leftOut.filter((what) => what !== 'model' && !(unlimited && what === 'training'));
  if (silent.length > 0) texts['without'] = silent.join('.');
  return { hash: hashOf(id, texts), leftOut };
}

/** While it plays, and at its end, a link plays the run; else it shows what is shown. */
function runTexts(state: State): Record<string, string> {
  const { shown, newest } = stopsOf(state);
  const { pack, recorded } = state.model;
  const first = pack === null || recorded ? state.focus : firstFocus(currentPath(state).settings, pack);
  return {
    ...(shown === null ? {} : { t: String(shown) }),
    ...(newest === null ? {} : { to: String(newest) }),
    ...(shown !== null && currentPath(state).isFresh ? { branch: flag.write(true) } : {}),
    ...(state.focus === first ? {} : { large: String(state.focus) }),
  };
}

function stopsOf(state: State): { readonly shown: StopAt | null; readonly newest: StopAt | null } {
  const { run, model } = state;
  const path = currentPath(state);
  const taken = path.steps.at(-1);
  const plays = run.status === 'playing' && run.direction === 1;
  if (taken === undefined || model.recorded || plays) return { shown: null, newest: null };
  const newest: StopAt = isComplete(path) ? 'end' : taken.t;
  if (isFinished(state)) return { shown: null, newest: null };
  const shown = path.timesteps[pictureShown(state)] ?? null;
  return { shown, newest: shown === newest ? null : newest };
}
