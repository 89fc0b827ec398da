// What a screen reader's user hears on Objective: the total once it is complete, and the numbers of the t at rest.

import type { ReactElement } from 'react';
import type { State } from '../../history/state';
import { formatSmall } from '../../plots/format';
import { Announced } from '../run/announced';
import { evidenceOf, selectBound, selectPictures, selectVariance } from './shown';

export function spokenBound(state: State): string {
  const pictures = selectPictures(state);
  const evidence = evidenceOf(selectBound(state), selectVariance(state));
  const row = evidence?.rows.find(({ t }) => t === pictures?.t);
  if (evidence === null || row === undefined) return '';
  const here = `t ${row.t}: L_simple ${formatSmall(row.loss)}, ${formatSmall(row.bits)} bits.`;
  if (!evidence.total.complete) return here;
  return `${here} All terms: ${evidence.total.bits.toFixed(3)} bits per dimension.`;
}

const occasion = (state: State): unknown => {
  const { pictures, terms, of } = selectBound(state);
  return of !== null && terms.size === of.tables.length ? terms : pictures;
};

export function Announcer(): ReactElement {
  return <Announced occasion={occasion} words={spokenBound} />;
}
