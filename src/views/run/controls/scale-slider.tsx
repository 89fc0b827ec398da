// The guidance scale of the guide that steers, in a row of scales which they are, and where it acts.

import type { ReactElement, ReactNode } from 'react';
import { Slider } from '../../../controls/slider';
import { Formula } from '../../../controls/symbols';
import { useActions, useNudge } from '../../../store/use-store';
import { usualScale } from '../../../terms/pack-info';
import { Conventions } from './conventions';
import { GuidanceInterval } from './guidance-interval';
import { selectGuide, selectPack, selectSettings } from '../selectors';

const SYMBOL = (
  <Formula>
    <mi>s</mi>
  </Formula>
);
const COUNTS: Readonly<Record<number, string>> = { 5: 'Five', 6: 'Six', 7: 'Seven', 8: 'Eight', 9: 'Nine' };
const TICKS = 4;

const oneDecimal = (value: number): string => value.toFixed(1);

interface ScaleSliderProps {
  readonly info: ReactNode;
  /** Of the sentence that stands in its place in a row of scales. */
  readonly className?: string | undefined;
}

export function ScaleSlider({ info, className }: ScaleSliderProps): ReactElement {
  const settings = useNudge(selectSettings);
  const guide = useNudge(selectGuide);
  const pack = useNudge(selectPack);
  const { min, max, row } = guide?.scale ?? usualScale;
  const { setGuidanceScale } = useActions();
  if (min === max) {
    return (
      <p className={className} data-region="scale">
        This model is always told its class, so there is no s to set.
      </p>
    );
  }
  if (settings.layout.scales === 'row') {
    return (
      <>
        <div data-region="scale">
          <p className={className}>
            {COUNTS[row.length] ?? row.length} guidance scales at once: s = {row.join(', ')}.
          </p>
        </div>
        <GuidanceInterval className={className} />
      </>
    );
  }
  const others = settings.layout.scales === 'guides' ? pack?.guides.filter((each) => each !== guide) : [];
  return (
    <>
      <div data-region="scale">
        <Slider
          label="Guidance scale"
          symbol={SYMBOL}
          info={info}
          value={settings.guidanceScale}
          min={min}
          max={max}
          step={(max - min) / 160}
          largeStep={(max - min) / 16}
          ticks={Array.from({ length: TICKS + 1 }, (_, i) => min + ((max - min) * i) / TICKS)}
          tone="guide"
          format={oneDecimal}
          live
          onChange={setGuidanceScale}
        />
        {guide?.rule.kind === 'classifier-free' && max > min && (
          <Conventions scale={settings.guidanceScale} className={className} />
        )}
        {guide !== null && others !== undefined && others.length > 0 && (
          <p className={className}>
            Of {guide.title}.{' '}
            {others.map(({ title, scale }) => `${title} has s = ${scale.default}`).join(', ')}.
          </p>
        )}
      </div>
      <GuidanceInterval className={className} />
    </>
  );
}
