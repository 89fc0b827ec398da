// One of a few: a radio group, as a segmented bar or as a grid of buttons.

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId, type CSSProperties, type ReactElement } from 'react';
import { Field, type FieldText } from './field';
import styles from './choice.module.css';

/** `value` is what `onChange` is given, `label` what is read. */
export interface Option<T extends string | number> {
  readonly value: T;
  readonly label: string;
}

interface ChoiceProps<T extends string | number> extends FieldText {
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly look: 'segments' | 'grid';
  readonly shown?: string;
  readonly disabled?: boolean;
  readonly onChange: (value: T) => void;
}

/** Columns of the grid: digits stand five abreast, words two. */
function columnsFor(options: readonly Option<string | number>[]): number {
  const longest = Math.max(1, ...options.map((option) => option.label.length));
  return longest <= 3 ? 5 : 2;
}

export function Choice<T extends string | number>(props: ChoiceProps<T>): ReactElement {
  const { options, value, look, shown, disabled = false, onChange } = props;
  const labelId = useId();
  const style: CSSProperties & { '--columns'?: number } =
    look === 'grid' ? { '--columns': columnsFor(options) } : {};
  return (
    <Field {...props} labelId={labelId} value={shown}>
      <RadioGroup<T>
        className={look === 'grid' ? styles.grid : styles.segments}
        style={style}
        data-rows={look === 'segments' && options.length > 3 ? 2 : 1}
        aria-labelledby={labelId}
        value={value}
        disabled={disabled}
        onValueChange={onChange}
      >
        {options.map((option) => (
          <Radio.Root<T> key={option.value} className={styles.option} value={option.value}>
            {option.label}
          </Radio.Root>
        ))}
      </RadioGroup>
    </Field>
  );
}
