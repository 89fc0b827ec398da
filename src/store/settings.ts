// What a person has chosen: plain data, all of it in the address.

import type { BackendChoice } from '../terms/messages';
import type { Sampler } from '../terms/scheduler';
import type { LaneLayout } from './layouts';
import type { NoiseSettings } from './noise/settings';
import type { PlaneSettings } from './plane-settings';

/** What the person has chosen; all of it is in the address. */
export interface Settings {
  readonly pack: string;
  readonly target: number;
  readonly guidanceScale: number;
  readonly sampler: Sampler['kind'];
  readonly steps: number;
  readonly seed: number;
  readonly lanes: LaneLayout;
  /** Whether a grid of seeds also has each one's unguided twin. */
  readonly twins: boolean;
  readonly backend: BackendChoice;
  /** The picture taken into noise that a run begins with; without one it begins with pure noise. */
  readonly from?: NoiseSettings | null;
  /** Only on the Plane. */
  readonly plane?: PlaneSettings;
}
