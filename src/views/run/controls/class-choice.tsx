// The class that lanes are steered toward.

import type { ReactElement } from 'react';
import { Choice } from '../../../controls/choice';
import { Formula } from '../../../controls/symbols';
import { useActions, useNudge } from '../../../store/use-store';
import { classTarget } from '../../../terms/target';
import { classAsked, FIRST_LABELS, labelOf, selectClasses, selectSettings } from '../selectors';

const SYMBOL = (
  <Formula>
    <mi>y</mi>
  </Formula>
);
const INFO = (
  <>
    The y of log p(y | x<sub>t</sub>), whose gradient is the nudge; classifier-free, the class that the
    denoiser is told. A change acts from the next step on, in the middle of the run.
  </>
);

export function ClassChoice(): ReactElement {
  const settings = useNudge(selectSettings);
  const known = useNudge(selectClasses);
  const { setTarget } = useActions();
  const classes = known.length > 0 ? known : FIRST_LABELS;
  const asked = classAsked(settings) ?? -1;
  return (
    <div data-region="class">
      <Choice
        label="Class"
        symbol={SYMBOL}
        info={INFO}
        options={classes.map((label, value) => ({ value, label }))}
        value={asked}
        shown={asked < 0 ? '' : labelOf(classes, asked)}
        look="grid"
        onChange={(index) => setTarget(classTarget(index))}
      />
    </div>
  );
}
