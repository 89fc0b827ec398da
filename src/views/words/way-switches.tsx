// Switches of how a step goes on: whether its updates are signs, and whether what the network expects is moved to words.

import type { ReactElement } from 'react';
import { Info } from '../../controls/info';
import { usualWay, type Way } from '../../history/way';
import { useNudge, useOpened } from '../../store/use-store';
import { selectGuide, selectSettings } from '../run/selectors';
import styles from './controls-panel.module.css';
import { BEGINS, WHY_CLAMP, WHY_SIGN } from './whys';

/** How steps go on now, and what begins a new run with some of that changed. */
export function useWay(): readonly [Way, (changes: Partial<Way>) => void] {
  const settings = useNudge(selectSettings);
  const nudge = useOpened();
  const way = settings.way ?? usualWay;
  const change = (changes: Partial<Way>): void =>
    nudge.begin({ ...settings, way: { ...way, ...changes } }, nudge.store.getState().run.status !== 'paused');
  return [way, change];
}

export function SignSwitch({ disabled }: { disabled: boolean }): ReactElement {
  const guide = useNudge(selectGuide);
  const [way, change] = useWay();
  return (
    <Switch
      label="Sign steps"
      about="why sign?"
      checked={way.sign ?? (guide?.rule.kind === 'updates' ? guide.rule.sign : true)}
      disabled={disabled}
      onChange={(sign) => change({ sign })}
    >
      {WHY_SIGN} {BEGINS}
    </Switch>
  );
}

export function ClampSwitch(): ReactElement {
  const [way, change] = useWay();
  return (
    <Switch
      label="Clamp to words"
      about="why clamp?"
      checked={way.clamp}
      onChange={(clamp) => change({ clamp })}
    >
      {WHY_CLAMP} {BEGINS}
    </Switch>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly about: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: string | readonly string[];
}

function Switch({ label, about, checked, disabled = false, onChange, children }: SwitchProps): ReactElement {
  return (
    <div className={styles.switch}>
      <label>
        <input
          type="checkbox"
          role="switch"
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      <Info about={about}>{children}</Info>
    </div>
  );
}
