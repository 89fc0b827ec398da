// What is said when a part of the page did not come, and one button: it reloads into the same screen. Nothing that is
// on screen goes before that.

import type { ReactElement } from 'react';
import { reload, useMissingPart, type WhyMissing } from '../offline/missing-part';
import { linkTo } from '../store/link-to';
import styles from './error-banner.module.css';
import { usePageState } from './use-page';

const SENTENCES: Readonly<Record<WhyMissing, string>> = {
  newer: 'A newer Nudge is at this address now, and a part of this one is gone.',
  missing: 'A part of this page is missing: whoever runs this address has to put the whole of dist/ there.',
  away: 'A part of this page did not come: its address does not answer. Reload when the network is back.',
};

export function MissingPart(): ReactElement | null {
  const why = useMissingPart();
  const { view, nudge } = usePageState();
  if (why === null) return null;
  const reloadHere = async (): Promise<void> => {
    // the address is written with a delay, and the code that compresses it may be missing too
    const link = nudge && (await linkTo(nudge.store.getState(), nudge.world, view).catch(() => null));
    if (link !== null) history.replaceState(null, '', link.hash);
    await reload();
  };
  return (
    <div className={styles.banner} role="alert">
      <p>{SENTENCES[why]} What is on screen stays.</p>
      <button type="button" className={styles.dismiss} onClick={() => void reloadHere()}>
        Reload to this screen
      </button>
    </div>
  );
}
