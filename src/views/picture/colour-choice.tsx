// Which of the pack's colours is drawn with.

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { CSSProperties, ReactElement } from 'react';
import { hexOf, type Ink } from '../../worlds/images/palette';
import styles from './colour-choice.module.css';

interface ColourChoiceProps {
  readonly palette: readonly Ink[];
  /** As `hexOf` writes it. */
  readonly value: string;
  readonly onChange: (hex: string) => void;
}

export function ColourChoice({ palette, value, onChange }: ColourChoiceProps): ReactElement {
  return (
    <RadioGroup<string> className={styles.group} aria-label="Colour" value={value} onValueChange={onChange}>
      {palette.map((ink) => {
        const hex = hexOf(ink);
        const style: CSSProperties & { '--ink-chosen': string } = { '--ink-chosen': hex };
        return (
          <Radio.Root<string>
            key={hex}
            className={styles.colour}
            style={style}
            value={hex}
            aria-label={hex}
          />
        );
      })}
    </RadioGroup>
  );
}
