// The shell: header, trouble if there is any, and the view. All but the first view load when they are opened.

import { Tabs } from '@base-ui/react/tabs';
import { lazy, Suspense, type ReactElement } from 'react';
import { NudgeProvider, type Nudge } from '../store/use-store';
import { viewOf } from '../store/views';
import { Denoise } from '../views/denoise/denoise';
import styles from './app.module.css';
import { ErrorBanner } from './error-banner';
import { Header } from './header';
import { useOpenedOf } from './use-opened-of';
import { useView } from './use-view';
import './tokens.css';
import './base.css';

const Noise = lazy(() => import('../views/noise/noise').then(({ Noise: view }) => ({ default: view })));
const Plane = lazy(() => import('../views/plane/plane').then(({ Plane: view }) => ({ default: view })));

export function App({ nudge }: { nudge: Nudge }): ReactElement {
  const [view, go] = useView();
  const shown = useOpenedOf(nudge, view);
  return (
    <NudgeProvider nudge={shown}>
      <Tabs.Root
        className={styles.shell}
        value={view}
        onValueChange={(value: unknown) => go(viewOf(`#/${String(value)}`))}
      >
        <Header />
        <ErrorBanner />
        <main>
          <Tabs.Panel value="denoise">
            <Denoise />
          </Tabs.Panel>
          <Tabs.Panel value="noise">
            <Suspense>
              <Noise />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="plane">
            <Suspense>
              <Plane />
            </Suspense>
          </Tabs.Panel>
        </main>
      </Tabs.Root>
    </NudgeProvider>
  );
}
