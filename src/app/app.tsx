// The shell: header, trouble if there is any, and the view.

import type { ReactElement } from 'react';
import { NudgeProvider, type Nudge } from '../store/use-store';
import { Denoise } from '../views/denoise/denoise';
import styles from './app.module.css';
import { ErrorBanner } from './error-banner';
import { Header } from './header';
import './tokens.css';
import './base.css';

export function App({ nudge }: { nudge: Nudge }): ReactElement {
  return (
    <NudgeProvider nudge={nudge}>
      <div className={styles.shell}>
        <Header />
        <ErrorBanner />
        <main>
          <Denoise />
        </main>
      </div>
    </NudgeProvider>
  );
}
