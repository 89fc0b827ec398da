// Buttons: with a word, or with an icon. Their tooltip says the name of one that has no word, the key that does
// the same, and what it does to the mathematics.

import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import styles from './button.module.css';
import { useFocusToHandOn, usePopups } from './use-popups';

interface Explained {
  /** What it does to the mathematics: a sentence, in the tooltip and for screen readers. */
  readonly about?: string | undefined;
  /** The key that does the same, shown in the tooltip. */
  readonly shortcut?: string | undefined;
}

interface TippedProps extends Explained {
  readonly button: ComponentProps<'button'>;
  /** First in the tooltip. */
  readonly label?: string;
}

function Tipped({ button, label, about, shortcut }: TippedProps): ReactElement {
  const popups = usePopups();
  const { focused, handlers } = useFocusToHandOn();
  const described = about === undefined ? button : { ...button, 'aria-description': about };
  if (popups === null || (label ?? about ?? shortcut) === undefined) {
    return <button type="button" {...described} {...handlers} />;
  }
  const next = { ...described, autoFocus: focused };
  return <popups.TooltipButton button={next} label={label} about={about} shortcut={shortcut} />;
}

interface ButtonProps extends Explained {
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly icon?: IconName;
  /** It can do nothing now, and its tooltip says why: as disabled, but it can be reached. */
  readonly dimmed?: boolean;
  /** As wide as its place. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Button(props: ButtonProps): ReactElement {
  const { onClick, disabled = false, icon, wide = false, children, about, shortcut, dimmed } = props;
  const button = {
    className: styles.button,
    'data-wide': wide,
    'aria-disabled': dimmed,
    disabled,
    onClick,
    children: (
      <>
        {icon !== undefined && <Icon name={icon} />}
        {children}
      </>
    ),
  };
  return <Tipped button={button} about={about} shortcut={shortcut} />;
}

interface ToggleProps extends Explained {
  readonly pressed: boolean;
  readonly disabled?: boolean;
  readonly onChange: (pressed: boolean) => void;
  readonly children: ReactNode;
}

/** A button that stays down. */
export function Toggle(props: ToggleProps): ReactElement {
  const { pressed, disabled = false, onChange, children, about, shortcut } = props;
  const button = {
    className: styles.button,
    'aria-pressed': pressed,
    disabled,
    onClick: () => onChange(!pressed),
    children,
  };
  return <Tipped button={button} about={about} shortcut={shortcut} />;
}

interface IconButtonProps extends Explained {
  readonly label: string;
  readonly icon: IconName;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly framed?: boolean;
  /** The one button of its place: filled. */
  readonly primary?: boolean;
  /** It opens a dialog. */
  readonly opensDialog?: boolean;
}

export function IconButton(props: IconButtonProps): ReactElement {
  const { label, icon, onClick, disabled = false, framed = false, primary = false, about, shortcut } = props;
  const button = {
    className: primary ? styles.primary : framed ? styles.framed : styles.plain,
    'aria-label': label,
    'aria-disabled': disabled,
    'aria-haspopup': props.opensDialog === true ? ('dialog' as const) : undefined,
    onClick: disabled ? undefined : onClick,
    children: <Icon name={icon} />,
  };
  return <Tipped button={button} label={label} about={about} shortcut={shortcut} />;
}
