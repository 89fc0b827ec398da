// What a person is asked before a model is opened, and what they say.

/**
 * What has to be answered before a model is opened. It comes with a NudgeError `asks`, and the model is
 * loaded again with the answer.
 */
export type LoadQuestion = SizeQuestion | SlowQuestion | NullClassQuestion;

/** Its config does not say of what size its pictures are. */
export interface SizeQuestion {
  readonly kind: 'size';
  /** What a side must be divisible by. */
  readonly step: number;
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/** Its steps take long: whether it is opened all the same. */
interface SlowQuestion {
  readonly kind: 'slow';
}

/** Which of its class embeddings means none: what was chosen is none of them. */
export interface NullClassQuestion {
  readonly kind: 'null-class';
  /** Embeddings that it has. */
  readonly count: number;
}

/** What has been answered. Absent: not asked, or not answered yet. */
export interface LoadAnswers {
  /** Pixels along a side. */
  readonly size?: number;
  /** That its steps may take long. */
  readonly slow?: true;
  /** Which class embedding means none, null for none, where the files do not say it; absent: it was not said. */
  readonly nullClass?: number | null;
}

/** What is wrong with a side; null where nothing is. */
export function sizeRefusal(side: number, { step, least, most }: SizeQuestion): string | null {
  if (Number.isInteger(side) && side % step === 0 && side >= least && side <= most) return null;
  const divisible = step === 1 ? 'a whole number of pixels' : `pixels that ${step} divides`;
  return `Expected ${divisible}, from ${least} to ${most}, got ${Number.isNaN(side) ? 'no number' : side}.`;
}
