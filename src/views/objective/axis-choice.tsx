// Over what Objective's lines are drawn, of pictures and of sentences.

import type { ReactElement } from 'react';
import { Choice, type Option } from '../../controls/choice';
import type { AxisKind } from '../../terms/axis';

const AXES: readonly Option<AxisKind>[] = [
  { value: 't', label: 't' },
  { value: 'snr', label: 'log SNR' },
];

interface AxisChoiceProps {
  readonly value: AxisKind;
  readonly onChange: (value: AxisKind) => void;
}

export function AxisChoice(props: AxisChoiceProps): ReactElement {
  return (
    <Choice
      label="Axis"
      info="Over t, or over the signal-to-noise ratio ᾱ / (1 − ᾱ), which makes schedules alike."
      options={AXES}
      look="segments"
      {...props}
    />
  );
}
