// What the beliefs of a guide in each attribute are.

import type { ReactElement } from 'react';
import { Info } from '../../../controls/info';

export function SlotsInfo(): ReactElement {
  return (
    <Info about="the guide’s belief">
      <p>
        What the guide makes of both pictures, attribute by attribute: a bar for each value. A CLIP was never
        trained on them; it compares what it sees with one caption of each. What is asked for is lit. Its
        gradient is what guides, so its belief rises because we push it: it is no evidence.
      </p>
      <p>Solid bars: guided. Hatched bars: not guided. At the end: what the judge reads.</p>
    </Info>
  );
}
