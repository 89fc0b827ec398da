// The right-hand column: why a step does what it does. It comes right after the pictures, in a file of its own.

import { Suspense, type ReactElement } from 'react';
import { useNudge } from '../../../store/use-store';
import { selectAsks } from '../../run/slots';
import { WordsAdd } from '../later-words';
import { Algorithm } from './algorithm';
import { AlongTheWay } from '../pictures/along-the-way';
import { BeliefOverT } from '../pictures/belief-over-t';
import { StepNote } from './step-note';
import { SchedulePlot } from './schedule-plot';

export function Why(): ReactElement {
  const asks = useNudge(selectAsks);
  return (
    <>
      <StepNote />
      <Algorithm />
      {asks && (
        <Suspense>
          <WordsAdd />
        </Suspense>
      )}
      <AlongTheWay />
      <BeliefOverT />
      <SchedulePlot />
    </>
  );
}
