// The header: brand, views, backend, keys and theme.

import { Suspense, type ReactElement } from 'react';
import { late } from '../controls/late';
import type { State } from '../history/state';
import { useNudge } from '../store/use-store';
import type { View } from '../views/view';
import { SaveButton } from '../views/share/save-button';
import { ShareButton } from '../views/share/share-button';
import { BackendStatus } from './backend-status';
import styles from './header.module.css';
import { ShortcutsDialog } from './shortcuts-dialog';
import { ViewTabs } from './view-tabs';

/** In the place of the choice until it comes, and where it does not: the theme is the one that was chosen last. */
const ThemeRoom = (): ReactElement => <span className={styles.theme} />;
/** Of use on WebGPU alone, where it is loaded. */
const FasterOffer = late(async () => (await import('./faster-offer')).FasterOffer);
const ThemeToggle = late(async () => (await import('./theme-toggle')).ThemeToggle, ThemeRoom);

const selectOnWebGPU = ({ model }: State): boolean => model.backend?.name === 'webgpu';

export function Header({ view }: { view: View }): ReactElement {
  const onWebGPU = useNudge(selectOnWebGPU);
  return (
    <header className={styles.header}>
      <h1 className={styles.brand} translate="no">
        <svg
          viewBox="0 0 20 20"
          fill="none"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          <circle cx="5" cy="14.5" r="2.8" stroke="var(--model)" />
          <path d="M8 11.5 15.5 4M10.6 4h4.9v4.9" stroke="var(--guide)" />
        </svg>
        Nudge
      </h1>
      <div className={styles.views}>
        <ViewTabs />
      </div>
      <div className={styles.status}>
        <BackendStatus />
        {onWebGPU && (
          <Suspense>
            <FasterOffer />
          </Suspense>
        )}
      </div>
      <div className={styles.keep}>
        {view.saving !== null && <SaveButton view={view} saving={view.saving} />}
        <ShareButton view={view} />
      </div>
      <div className={styles.tools}>
        <ShortcutsDialog />
        <Suspense fallback={<ThemeRoom />}>
          <ThemeToggle />
        </Suspense>
      </div>
    </header>
  );
}
