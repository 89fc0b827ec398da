// Buttons: with a word, or with an icon and a tooltip that says its name and its key.

import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import styles from './button.module.css';
import { usePopups } from './use-popups';

interface ButtonProps {
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly icon?: IconName;
  /** What it does, on hover. */
  readonly title?: string;
  /** As wide as its place. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Button({
  onClick,
  disabled = false,
  icon,
  wide = false,
  children,
}: ButtonProps): ReactElement {
  return (
    <button type="button" className={styles.button} data-wide={wide} disabled={disabled} onClick={onClick}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface ToggleProps {
  readonly pressed: boolean;
  readonly disabled?: boolean;
  readonly onChange: (pressed: boolean) => void;
  readonly children: ReactNode;
}

/** A button that stays down. */
export function Toggle({ pressed, disabled = false, onChange, children }: ToggleProps): ReactElement {
  return (
    <button
      type="button"
      className={styles.button}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={() => onChange(!pressed)}
    >
      {children}
    </button>
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly icon: IconName;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  /** The key that does the same, shown in the tooltip. */
  readonly shortcut?: string;
  readonly framed?: boolean;
  /** The one button of its place: filled. */
  readonly primary?: boolean;
}

export function IconButton(props: IconButtonProps): ReactElement {
  const { label, icon, onClick, disabled = false, shortcut, framed = false, primary = false } = props;
  const popups = usePopups();
  const button = {
    className: primary ? styles.primary : framed ? styles.framed : styles.plain,
    'aria-label': label,
    'aria-disabled': disabled,
    onClick: disabled ? undefined : onClick,
    children: <Icon name={icon} />,
  };
  if (popups === null) return <button type="button" {...button} />;
  return <popups.TooltipButton button={button} label={label} shortcut={shortcut} />;
}
