// Which brush: two widths of ink, and an eraser.

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactElement } from 'react';
import styles from './brush-choice.module.css';

export type BrushKind = 'fine' | 'broad' | 'eraser';

const KINDS: readonly { readonly kind: BrushKind; readonly label: string }[] = [
  { kind: 'fine', label: 'Fine' },
  { kind: 'broad', label: 'Broad' },
  { kind: 'eraser', label: 'Eraser' },
];

interface BrushChoiceProps {
  readonly value: BrushKind;
  readonly onChange: (kind: BrushKind) => void;
}

export function BrushChoice({ value, onChange }: BrushChoiceProps): ReactElement {
  return (
    <RadioGroup<BrushKind> className={styles.group} aria-label="Brush" value={value} onValueChange={onChange}>
      {KINDS.map(({ kind, label }) => (
        <Radio.Root<BrushKind> key={kind} className={styles.option} value={kind}>
          {label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
