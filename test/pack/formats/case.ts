// A thing that a person may have in hand, and what comes of it. docs/formats.md is made of the same list.

import type { ErrorCode } from '../../../src/terms/errors';
import type { LoadAnswers } from '../../../src/terms/load-question';
import type { InHand } from './in-hand';

export interface Case {
  /** As the table says it. */
  readonly what: string;
  readonly inHand: () => InHand;
  /** Whether it opens, or by what code it is refused. */
  readonly comes: 'opens' | ErrorCode;
  /** Words of what is said; what opens with nothing said has none. */
  readonly says?: readonly (string | RegExp)[];
  /** What the person has chosen, where it was asked; absent: nothing. */
  readonly answers?: LoadAnswers;
  /** False where it computes something else than the tiny pack does; absent: the same. */
  readonly same?: false;
}
