// What is asked for of each attribute: a radio group each, "any" first.

import type { ReactElement } from 'react';
import { ValuePicker } from '../../../controls/value-picker';
import { useActions, useNudge } from '../../../store/use-store';
import type { GuideInfo } from '../../../terms/pack-info';
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
        <ValuePicker
          key={slot.name}
          name={slot.name}
          values={[ANY, ...slot.labels]}
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
