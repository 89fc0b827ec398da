// What a screen reader's user hears on Objective: the total once it is complete, and the numbers of the t at rest.

import type { ReactElement } from 'react';
import type { State } from '../../history/state';
import { formatSmall } from '../../plots/format';
import { Announced } from '../run/announced';
import { knownOf } from '../../worlds/images/bound/bound-state';
import type { Lanes } from '../../worlds/images/bound/lanes';
import { noiseOf } from '../../worlds/images/noise-state';
import { dearestOf } from './over-pictures';
import { comparedText, saidOfSet } from './sentences';
import { evidenceOf, selectBound, selectLanes, selectPictures, selectVariance } from './shown';
import { shownOf } from './use-shown';

export function spokenBound(state: State): string {
  const lanes = selectLanes(state);
  if (lanes.kind !== 'one') return spokenOfSeveral(state, lanes);
  const pictures = selectPictures(state);
  const evidence = evidenceOf(selectBound(state), selectVariance(state));
  const row = evidence?.rows.find(({ t }) => t === pictures?.t);
  if (evidence === null || row === undefined) return '';
  const here = `t ${row.t}: L_simple ${formatSmall(row.loss)}, ${formatSmall(row.bits)} bits.`;
  if (!evidence.total.complete) return here;
  return `${here} All terms: ${evidence.total.bits.toFixed(3)} bits per dimension.`;
}

/** Once all terms of all are in. */
function spokenOfSeveral(state: State, lanes: Lanes): string {
  const { evidence, compared } = shownOf(noiseOf(state).bound, lanes, selectVariance(state));
  if (evidence?.set !== undefined) {
    const { bits, complete } = evidence.total;
    return complete ? `${bits.toFixed(3)} bits per dimension. ${saidOfSet(evidence, evidence.set)}` : '';
  }
  return dearestOf(compared) === null ? '' : comparedText(compared, state.model.pack?.title ?? '');
}

const occasion = (state: State): unknown => {
  const lanes = selectLanes(state);
  const all = noiseOf(state).bound;
  if (lanes.kind !== 'one')
    return lanes.of.every((of) => knownOf(all, of)?.terms.size === of.tables.length) ? lanes : all.pictures;
  const { pictures, terms, of } = selectBound(state);
  return of !== null && terms.size === of.tables.length ? terms : pictures;
};

export function Announcer(): ReactElement {
  return <Announced occasion={occasion} words={spokenBound} />;
}
