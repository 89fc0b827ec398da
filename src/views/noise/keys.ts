// What the keys do on Noise: there is no run to play or steer; undo takes a picture back.

import type { TakeKey } from '../view';
import { noiseActions } from '../../worlds/images/noise-actions';

export const takeNoiseKey: TakeKey = ({ key, ctrlKey, metaKey }, _, nudge) => {
  if (!(ctrlKey || metaKey) || key.toLowerCase() !== 'z') return false;
  noiseActions(nudge)?.undo();
  return true;
};
