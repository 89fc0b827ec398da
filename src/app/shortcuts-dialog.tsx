// The list of keys, and the switch that turns the single keys off (WCAG 2.1.4).

import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useState, type ReactElement } from 'react';
import { Icon } from '../controls/icon';
import { useOpened } from '../store/use-store';
import styles from './shortcuts-dialog.module.css';
import { SHORTCUTS, takeKey } from './shortcuts';

const KEY = 'nudge.keys';

function readOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

function keepOn(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // storage is blocked: it holds until the page is closed
  }
}

export function ShortcutsDialog(): ReactElement {
  const { store, actions } = useOpened();
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(readOn);
  useEffect(() => {
    if (!on || open) return;
    const listen = (event: KeyboardEvent): void => {
      if (takeKey(event, store.getState(), actions, () => setOpen(true))) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [on, open, store, actions]);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        className={styles.trigger}
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
      >
        <Icon name="keyboard" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup}>
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>Keyboard</Dialog.Title>
            <Dialog.Close className={styles.close} aria-label="Close">
              <Icon name="close" />
            </Dialog.Close>
          </div>
          <dl className={styles.list}>
            {SHORTCUTS.map(({ keys, text }) => (
              <div key={text} className={styles.row}>
                <dt>{keys.map((key) => (key === '…' ? ' … ' : <kbd key={key}>{key}</kbd>))}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
          <label className={styles.switch}>
            <input
              type="checkbox"
              checked={on}
              onChange={(event) => {
                setOn(event.target.checked);
                keepOn(event.target.checked);
              }}
            />
            Single keys act anywhere on the page
          </label>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
