// Worked examples: one slot, two slots, a length, an infilling.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import type { Target } from '../../terms/target';
import { targetOf } from '../../worlds/words/wishes';
import styles from './controls-panel.module.css';

const free = { slots: {}, length: null, fill: null } as const;
const EXAMPLES: readonly { readonly name: string; readonly target: Target }[] = [
  { name: 'one slot', target: targetOf({ ...free, slots: { food: 'Japanese' } }) },
  { name: 'two slots', target: targetOf({ ...free, slots: { eatType: 'pub', area: 'riverside' } }) },
  { name: 'length', target: targetOf({ ...free, length: 12 }) },
  {
    name: 'infilling',
    target: targetOf({ ...free, fill: ['The', null, 'is', 'a', 'cheap', 'pub', 'near', null] }),
  },
];

export function Tries({ onTry }: { readonly onTry: (target: Target) => void }): ReactElement {
  return (
    <div className={styles.tries} role="group" aria-label="Try">
      <span>Try</span>
      {EXAMPLES.map(({ name, target }) => (
        <Button key={name} onClick={() => onTry(target)} about="Begins a run that asks for this.">
          {name}
        </Button>
      ))}
    </div>
  );
}
