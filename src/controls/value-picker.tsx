// One value of a few of one thing among several, as "any" food: its name at the left, its values beside it, as many in a
// row as there is room for. On a small screen they are one row, which scrolls.

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useEffect, useId, useRef, type ReactElement } from 'react';
import styles from './value-picker.module.css';

interface ValuePickerProps {
  readonly name: string;
  readonly values: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function ValuePicker({ name, values, value, onChange }: ValuePickerProps): ReactElement {
  const nameId = useId();
  const row = useRef<HTMLDivElement>(null);
  const at = values.indexOf(value);
  useEffect(() => showIn(row.current, at), [at]);
  return (
    <div className={styles.picker}>
      <span id={nameId} className={styles.name}>
        {name}
      </span>
      <RadioGroup<string>
        ref={row}
        className={styles.values}
        aria-labelledby={nameId}
        value={value}
        onValueChange={onChange}
      >
        {values.map((each) => (
          <Radio.Root<string> key={each} className={styles.value} value={each}>
            {each}
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  );
}

/** A row that scrolls shows the value that is chosen. */
function showIn(row: HTMLElement | null, at: number): void {
  const chosen = row?.querySelectorAll('[role=radio]')[at]; // between them stand inputs that are not seen
  if (row === null || chosen === undefined || row.scrollWidth <= row.clientWidth) return;
  const { left, width } = chosen.getBoundingClientRect();
  row.scrollLeft += left - row.getBoundingClientRect().left - (row.clientWidth - width) / 2;
}
