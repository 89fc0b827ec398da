// What flows over the Plane share: the state behind it, and a drawing in an address.

import type { PlaneState } from '../../src/worlds/plane/state';
import { ofWorld } from './page';

/** Two arcs of two classes, as the address writes them. */
export const ARCS = arcs();

export const { stateOf: planeOf, waitForState: waitForPlane, untilDone } = ofWorld<PlaneState>('plane');

/** Written out, since this file is not bundled with the page's: 4 characters a point, 10 + 10 + 3 bits. */
function arcs(): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const level = (value: number) => Math.round(((value + 3) / 6) * 1023);
  return Array.from({ length: 60 }, (_, i) => {
    const label = i % 2;
    const angle = (i / 60) * Math.PI;
    const [x, y] = [1.5 * Math.cos(angle), (label === 0 ? 1 : -1) * (0.4 + Math.sin(angle))];
    const number = (level(x) * 1024 + level(y)) * 8 + label;
    return [18, 12, 6, 0].map((shift) => digits.charAt((number >> shift) & 63)).join('');
  }).join('');
}
