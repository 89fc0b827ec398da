// A slider with label, value, unit and ticks. `live` reports while dragging (steering a running chain); otherwise
// only when the thumb is let go (what begins a new run).

import { Slider as Base } from '@base-ui/react/slider';
import { useId, useState, type ReactElement } from 'react';
import { Field, type FieldText } from './field';
import styles from './slider.module.css';
import { SliderTicks } from './slider-ticks';

interface SliderProps extends FieldText {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly largeStep: number;
  readonly ticks?: readonly number[];
  readonly tone?: 'guide' | 'model';
  readonly unit?: string;
  readonly format: (value: number) => string;
  readonly live: boolean;
  readonly onChange: (value: number) => void;
}

export function Slider(props: SliderProps): ReactElement {
  const { value, min, max, step, largeStep, ticks, tone = 'model', unit, format, live, onChange } = props;
  const labelId = useId();
  const [draft, setDraft] = useState<number | null>(null);
  const shown = draft ?? value;
  const spoken = unit === undefined ? format(shown) : `${format(shown)} ${unit}`;
  return (
    <Field
      {...props}
      labelId={labelId}
      tone={tone}
      value={
        <>
          {format(shown)}
          {unit !== undefined && <small> {unit}</small>}
        </>
      }
    >
      <Base.Root
        className={styles.root}
        data-tone={tone}
        value={shown}
        min={min}
        max={max}
        step={step}
        largeStep={largeStep}
        onValueChange={(next) => {
          if (typeof next !== 'number') return;
          if (live) onChange(next);
          else setDraft(next);
        }}
        onValueCommitted={(next) => {
          setDraft(null);
          if (!live && typeof next === 'number') onChange(next);
        }}
      >
        <Base.Control className={styles.control}>
          <Base.Track className={styles.track}>
            <Base.Indicator className={styles.indicator} />
            <Base.Thumb className={styles.thumb} aria-labelledby={labelId} aria-valuetext={spoken} />
          </Base.Track>
        </Base.Control>
      </Base.Root>
      {ticks !== undefined && <SliderTicks ticks={ticks} min={min} max={max} />}
    </Field>
  );
}
