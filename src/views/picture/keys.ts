// What the keys do on Noise: there is no run to play or steer; undo takes a picture back.

import type { TakeKey } from '../view';
import { noiseActions } from '../../worlds/images/noise-actions';
import { commandOf } from '../run/key-command';

export const takeNoiseKey: TakeKey = (event, _, nudge) => {
  if (commandOf(event)?.name !== 'undo') return false;
  noiseActions(nudge)?.undo();
  return true;
};
