// The noisy classifier's belief in every value of one slot over the run: of the first that is asked for, or of one that is
// chosen.

import { useState, type ReactElement } from 'react';
import { Info } from '../../controls/info';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { wishesOf } from '../../worlds/words/wishes';
import { BeliefOverSteps } from '../run/belief-over-steps';
import { selectGuide, selectLargeGuided, selectSettings } from '../run/selectors';
import styles from './panels.module.css';
import { NO_SLOTS, valuesIn } from './slots-in';
import { slotTitle } from './slot-title';

const INFO = (
  <Info about="belief over t">
    Each column is a step and each row a value; the stronger the colour, the surer the noisy classifier, from
    0 to 100 %. The last steps are left out: the classifier is not asked there.
  </Info>
);

export function BeliefOverT(): ReactElement | null {
  const slots = useNudge(selectGuide)?.slots ?? NO_SLOTS;
  const { target } = useNudge(selectSettings);
  const guided = useNudgeFrame(selectLargeGuided);
  const [chosen, choose] = useState<string | null>(null);
  const wanted = wishesOf(target).slots;
  const first = slots.findIndex(({ name }) => wanted[name] !== undefined);
  const found = slots.findIndex(({ name }) => name === chosen);
  const at = found >= 0 ? found : Math.max(0, first);
  const slot = slots[at];
  if (slot === undefined) return null;
  const { name, labels } = slot;
  return (
    <section>
      <h2 className={styles.title}>
        Belief over t, {guided ? 'guided' : 'not guided'}
        {INFO}
        <select
          className={styles.select}
          aria-label="Slot of the belief over t"
          value={name}
          onChange={(event) => choose(event.target.value)}
        >
          {slots.map((each) => (
            <option key={each.name} value={each.name}>
              {slotTitle(each.name)}
            </option>
          ))}
        </select>
      </h2>
      <BeliefOverSteps
        label={`Belief of the noisy classifier in each value of ${slotTitle(name)}, over t, ${guided ? 'guided' : 'not guided'}`}
        slot={{
          labels,
          asked: labels.indexOf(wanted[name] ?? ''),
          first: valuesIn(slots.slice(0, at)),
          total: valuesIn(slots),
        }}
      />
    </section>
  );
}
