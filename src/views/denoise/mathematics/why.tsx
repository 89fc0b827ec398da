// The right-hand column: why a step does what it does. It comes right after the pictures, in a file of its own.

import type { ReactElement } from 'react';
import { Algorithm } from './algorithm';
import { AlongTheWay } from '../pictures/along-the-way';
import { BeliefOverT } from '../pictures/belief-over-t';
import { StepNote } from './step-note';
import { SchedulePlot } from './schedule-plot';

export function Why(): ReactElement {
  return (
    <>
      <StepNote />
      <Algorithm />
      <AlongTheWay />
      <BeliefOverT />
      <SchedulePlot />
    </>
  );
}
