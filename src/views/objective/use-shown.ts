// What Objective shows of what is known: of one picture, the means over a set, or three that are compared.

import { useMemo } from 'react';
import { useNudgeFrame } from '../../store/use-store';
import type { VarianceType } from '../../terms/scheduler';
import { knownOf } from '../../worlds/images/bound/bound-state';
import type { Bound } from '../../worlds/images/bound/bound';
import type { Lanes } from '../../worlds/images/bound/lanes';
import { noiseOf } from '../../worlds/images/noise-state';
import type { State } from '../../history/state';
import { meanEvidence, type Named } from './over-pictures';
import { evidenceKnown, selectLanes, type Evidence } from './shown';

export interface Shown {
  readonly lanes: Lanes;
  /** Of one picture, of the mean over a set, or of the pack's own one of three. */
  readonly evidence: Evidence | null;
  /** Of each that is asked about, in the order of `lanes.of`; of several only once both ends of t are known. */
  readonly each: readonly (Evidence | null)[];
  /** Of three. */
  readonly compared: readonly Named[];
}

const selectAll = (state: State): Bound => noiseOf(state).bound;

export function shownOf(bound: Bound, lanes: Lanes, variance: VarianceType): Shown {
  const each = lanes.of.map((of) => {
    const known = knownOf(bound, of);
    const evidence = known === undefined ? null : evidenceKnown(known, variance);
    return lanes.kind === 'one' || evidence?.spans === true ? evidence : null;
  });
  return {
    lanes,
    each,
    evidence: lanes.kind === 'set' ? meanEvidence(each) : (each[0] ?? null),
    compared: lanes.names.map((name, i) => ({ name, evidence: each[i] ?? null })),
  };
}

export function useShown(variance: VarianceType): Shown {
  const bound = useNudgeFrame(selectAll);
  const lanes = useNudgeFrame(selectLanes);
  return useMemo(() => shownOf(bound, lanes, variance), [bound, lanes, variance]);
}
