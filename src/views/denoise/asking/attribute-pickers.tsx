// What is asked for of each attribute: a radio group each, "any" first.

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId, type ReactElement } from 'react';
import { useActions, useNudge } from '../../../store/use-store';
import type { GuideInfo, Slot } from '../../../terms/pack-info';
import type { Values } from '../../../terms/prompt-values';
import { selectSettings } from '../../run/selectors';
import styles from './asking.module.css';

const ANY = 'any';

export function AttributePickers({ guide }: { readonly guide: GuideInfo }): ReactElement {
  const { target } = useNudge(selectSettings);
  const { setTarget } = useActions();
  const values = target.kind === 'slots' ? target.values : {};
  return (
    <div className={styles.pickers}>
      {guide.slots.map((slot) => (
        <Picker
          key={slot.name}
          slot={slot}
          value={values[slot.name] ?? ANY}
          onChange={(value) => setTarget({ kind: 'slots', values: withValue(values, slot.name, value) })}
        />
      ))}
    </div>
  );
}

function withValue(values: Values, name: string, value: string): Values {
  const others = Object.entries(values).filter(([other]) => other !== name);
  return Object.fromEntries(value === ANY ? others : [...others, [name, value]]);
}

interface PickerProps {
  readonly slot: Slot;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Picker({ slot, value, onChange }: PickerProps): ReactElement {
  const labelId = useId();
  return (
    <div className={styles.picker}>
      <span id={labelId} className={styles.slot}>
        {slot.name}
      </span>
      <RadioGroup<string>
        className={styles.values}
        aria-labelledby={labelId}
        value={value}
        onValueChange={onChange}
      >
        {[ANY, ...slot.labels].map((label) => (
          <Radio.Root<string> key={label} className={styles.value} value={label}>
            {label}
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  );
}
