// A slider with two thumbs, for a range of whole numbers. It reports while dragging, since what it sets steers.

import { Slider as Base } from '@base-ui/react/slider';
import { useId, type ReactElement } from 'react';
import { Field, type FieldText } from './field';
import styles from './slider.module.css';
import { SliderTicks } from './slider-ticks';

/** Whole numbers, low ≤ high, both included. */
export type Range = readonly [low: number, high: number];

interface RangeSliderProps extends FieldText {
  readonly value: Range;
  readonly min: number;
  readonly max: number;
  readonly largeStep: number;
  readonly ticks: readonly number[];
  readonly tone: 'guide' | 'model';
  /** What each thumb sets, as it is called. */
  readonly thumbs: readonly [low: string, high: string];
  readonly format: (value: number) => string;
  /** The range as it stands beside the label. */
  readonly shown: string;
  readonly onChange: (value: Range) => void;
}

export function RangeSlider(props: RangeSliderProps): ReactElement {
  const { value, min, max, largeStep, ticks, tone, thumbs, format, shown, onChange } = props;
  const labelId = useId();
  return (
    <Field {...props} labelId={labelId} value={<small>{shown}</small>}>
      <Base.Root
        className={styles.root}
        data-tone={tone}
        aria-labelledby={labelId}
        value={[...value]}
        min={min}
        max={max}
        largeStep={largeStep}
        thumbCollisionBehavior="push"
        onValueChange={([low = min, high = max]) => onChange([low, high])}
      >
        <Base.Control className={styles.control}>
          <Base.Track className={styles.track}>
            <Base.Indicator className={styles.indicator} />
            {thumbs.map((name, i) => (
              <Base.Thumb
                key={name}
                index={i}
                className={styles.thumb}
                aria-label={name}
                getAriaValueText={(_, each) => format(each)}
              />
            ))}
          </Base.Track>
        </Base.Control>
      </Base.Root>
      <SliderTicks ticks={ticks} min={min} max={max} />
    </Field>
  );
}
