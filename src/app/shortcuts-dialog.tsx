// The list of keys, and the switch that turns the single keys off (WCAG 2.1.4).

import { Suspense, useEffect, useState, type ReactElement } from 'react';
import { IconButton } from '../controls/button';
import { late } from '../controls/late';
import { useOpenPopup, usePopups } from '../controls/use-popups';
import { keepText } from '../store/kept-text';
import { useOpened } from '../store/use-store';
import styles from './shortcuts-dialog.module.css';
import { listenToKeys } from './keyboard';
import { takeKey } from './shortcuts';
import { usePageState } from './use-page';

const ShortcutList = late(async () => (await import('./shortcut-list')).ShortcutList);

const KEY = 'nudge.keys';

function readOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

function keepOn(on: boolean): void {
  keepText(KEY, on ? 'on' : 'off');
}

export function ShortcutsDialog(): ReactElement {
  const nudge = useOpened();
  const { view } = usePageState();
  const popups = usePopups();
  const [open, setOpen] = useOpenPopup();
  const [on, setOn] = useState(readOn);
  useEffect(() => {
    if (!on || open) return;
    const take = (event: KeyboardEvent): boolean => takeKey(event, nudge, view, () => setOpen(true));
    return listenToKeys(window, take, view.shows.run);
  }, [on, open, setOpen, nudge, view]);
  return (
    <>
      <span className={styles.trigger}>
        <IconButton
          label="Keyboard shortcuts"
          icon="keyboard"
          shortcut="?"
          opensDialog
          onClick={() => setOpen(true)}
        />
      </span>
      {popups !== null && (
        <popups.ModalDialog title="Keyboard" open={open} onOpenChange={setOpen}>
          <Suspense>
            <ShortcutList />
          </Suspense>
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
        </popups.ModalDialog>
      )}
    </>
  );
}
