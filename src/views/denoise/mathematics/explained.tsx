// The quantities of a step, each with its symbol, its name, one sentence, and what there is to see of it: a
// picture of the lane that is looked at, or a number.

import type { ReactNode } from 'react';
import type { State } from '../../../history/state';
import { NUMBERS } from './explained-numbers';
import { PICTURES } from '../pictures/explained-pictures';
import type { Paint } from '../pictures/paint';
import type { Sentence } from './sentences';

export interface Explained {
  /** MathML. */
  readonly symbol: ReactNode;
  readonly name: string;
  /** What it says may depend on the step. */
  readonly sentence: Sentence;
  /** Null for what is one number, the same for all pixels. */
  readonly paint: Paint | null;
  /** Whether there is a picture to be seen now; absent: where there is a paint. */
  readonly pictured?: (state: State) => boolean;
  /** The number, or the size of what may be a picture too; "" while there is none. Null for what is a picture alone. */
  readonly value: ((state: State) => string) | null;
}

export const EXPLAINED = { ...PICTURES, ...NUMBERS } as const satisfies Readonly<Record<string, Explained>>;

export type Quantity = keyof typeof EXPLAINED;
