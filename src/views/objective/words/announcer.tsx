// What a screen reader's user hears: the mean once all t are in, and the numbers of the t at rest.

import type { ReactElement } from 'react';
import type { State } from '../../../history/state';
import { formatPercent, formatSmall } from '../../../plots/format';
import { Announced } from '../../run/announced';
import { selectLossEvidence, selectLossStep } from './shown';

export function spokenLosses(state: State): string {
  const evidence = selectLossEvidence(state);
  const step = selectLossStep(state);
  const row = evidence?.rows.find(({ t }) => t === step?.t);
  if (evidence === null || row === undefined) return '';
  const here = `t ${row.t}: training loss ${formatSmall(row.error)}, rounding ${formatSmall(row.rounding)} nats, ${formatPercent(row.right)} of the places read rightly.`;
  return evidence.isComplete ? `${here} Over all t: ${evidence.mean.error.toFixed(3)}.` : here;
}

const occasion = (state: State): unknown => {
  const evidence = selectLossEvidence(state);
  return evidence?.isComplete === true ? evidence : selectLossStep(state);
};

export function LossAnnouncer(): ReactElement {
  return <Announced occasion={occasion} words={spokenLosses} />;
}
