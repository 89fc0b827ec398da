// What a person has chosen of a run: plain data, all of it in the address. Every path carries those of its next step,
// and every step those that it used, so what steers has one source.

import { sameInterval, type Interval } from '../terms/interval';
import type { Sampler } from '../terms/scheduler';
import { sameTarget, type Target } from '../terms/target';
import type { Layout } from './layout';
import type { Way } from './way';

/** What a person has chosen of a run. The state has none of its own: `settingsOf` finds those that hold. */
export interface Settings {
  /** Names the model, in the words of the world: a folder of models/, or a person's own (terms/own-model). */
  readonly pack: string;
  /** y. */
  readonly target: Target;
  /** Id of the guide that steers; null takes the pack's first. */
  readonly guide: string | null;
  /** s; 0 guides nothing. */
  readonly guidanceScale: number;
  /** The timesteps in which s acts; null: all of them. */
  readonly guidanceInterval: Interval | null;
  readonly sampler: Sampler['kind'];
  /** Of the whole chain. */
  readonly steps: number;
  /** Of the first lane; where a layout has several seeds, they count up from it. */
  readonly seed: number;
  /** How lanes are watched: which scales and seeds there are. */
  readonly layout: Layout;
  /** Whether every cell of the layout also has its unguided twin, where that can be chosen. */
  readonly twins: boolean;
  /** The cell whose twin comes along where not all have one. */
  readonly marked: number;
  /** Where a run goes another way than its pack says; absent: nowhere. */
  readonly way?: Way;
  /** What only the world knows: made and read by `World.own`. */
  readonly own: object;
}

/** What may change in the middle of a run. */
export type Steer = Pick<Settings, (typeof steerNames)[number]>;

export const steerNames = [
  'target',
  'guide',
  'guidanceScale',
  'guidanceInterval',
  'seed',
  'sampler',
] as const;

/** Whether two settings steer alike. */
export function sameSteer(a: Settings, b: Settings): boolean {
  return a === b || steerNames.every((name) => sameValue(a, b, name));
}

export function sameValue(a: Steer, b: Steer, name: (typeof steerNames)[number]): boolean {
  if (name === 'target') return sameTarget(a.target, b.target);
  return name === 'guidanceInterval' ? sameInterval(a[name], b[name]) : a[name] === b[name];
}

/** η is 0: DDIM adds no noise. */
export function samplerOf({ sampler }: Pick<Settings, 'sampler'>): Sampler {
  return sampler === 'ddim' ? DDIM : DDPM;
}

const DDPM: Sampler = { kind: 'ddpm' };
const DDIM: Sampler = { kind: 'ddim', eta: 0 };
