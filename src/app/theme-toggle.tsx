// Light, system or dark, as a radio group of three small buttons.

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useEffect, useState, type ReactElement } from 'react';
import { Icon, type IconName } from '../controls/icon';
import { applyTheme, keepTheme, readTheme, type Theme } from './theme';
import styles from './theme-toggle.module.css';

const THEMES: readonly { readonly value: Theme; readonly label: string; readonly icon: IconName }[] = [
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'system', label: 'As the system', icon: 'auto' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
];

export function ThemeToggle(): ReactElement {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <RadioGroup<Theme>
      className={styles.group}
      aria-label="Theme"
      value={theme}
      onValueChange={(next) => {
        setTheme(next);
        keepTheme(next);
      }}
    >
      {THEMES.map(({ value, label, icon }) => (
        <Radio.Root<Theme>
          key={value}
          className={styles.option}
          value={value}
          aria-label={label}
          title={label}
        >
          <Icon name={icon} />
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
