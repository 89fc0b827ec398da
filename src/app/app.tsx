// The shell: header, trouble if there is any, and the view. All but the first view load when they are opened.

import { Tabs } from '@base-ui/react/tabs';
import { lazy, Suspense, type ReactElement } from 'react';
import type { Embed } from '../store/embed';
import { NudgeProvider, type Nudge } from '../store/use-store';
import { viewOf } from '../store/views';
import { Denoise } from '../views/denoise/denoise';
import { Notices } from '../views/keep/notices';
import styles from './app.module.css';
import { ErrorBanner } from './error-banner';
import { Header } from './header';
import { useOpenedOf } from './use-opened-of';
import { useView } from './use-view';
import './tokens.css';
import './base.css';

const Embedded = lazy(() =>
  import('../views/denoise/embedded').then((found) => ({ default: found.Embedded })),
);
const Noise = lazy(() => import('../views/noise/noise').then(({ Noise: view }) => ({ default: view })));
const Plane = lazy(() => import('../views/plane/plane').then(({ Plane: view }) => ({ default: view })));

interface AppProps {
  readonly nudge: Nudge;
  /** What a page that holds this one wants of it; null where none does. */
  readonly embed: Embed | null;
}

export function App({ nudge, embed }: AppProps): ReactElement {
  const [view, go] = useView();
  const shown = useOpenedOf(nudge, view);
  if (embed !== null) {
    return (
      <NudgeProvider nudge={nudge}>
        <div className={styles.shell} data-embedded="true">
          <ErrorBanner />
          <Notices />
          <main>
            <Suspense>
              <Embedded controls={embed.controls} />
            </Suspense>
          </main>
        </div>
      </NudgeProvider>
    );
  }
  return (
    <NudgeProvider nudge={shown}>
      <Tabs.Root
        className={styles.shell}
        value={view}
        onValueChange={(value: unknown) => go(viewOf(`#/${String(value)}`))}
      >
        <Header view={view} />
        <ErrorBanner />
        <Notices />
        <main>
          <Tabs.Panel value="denoise" className={styles.panel} tabIndex={-1}>
            <Denoise />
          </Tabs.Panel>
          <Tabs.Panel value="noise" className={styles.panel} tabIndex={-1}>
            <Suspense>
              <Noise />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="plane" className={styles.panel} tabIndex={-1}>
            <Suspense>
              <Plane />
            </Suspense>
          </Tabs.Panel>
        </main>
      </Tabs.Root>
    </NudgeProvider>
  );
}
