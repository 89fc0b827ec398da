// The shell: header, trouble if there is any, and the view. All but the first view load when they are opened.

import { Suspense, useCallback, type ReactElement } from 'react';
import type { Embed } from '../address/embed';
import { Boundary } from '../controls/boundary';
import { late } from '../controls/late';
import { useDragging } from '../controls/use-drop';
import { useListOpen } from '../lessons/list-open';
import { NudgeProvider } from '../store/use-store';
import { EmbedContext } from '../views/run/embed-context';
import { OpenFilesContext, type OpenFiles } from '../views/own-model/use-open-files';
import { SiblingsContext } from '../views/siblings';
import { worldAt } from '../views/view';
import styles from './app.module.css';
import { ErrorBanner } from './error-banner';
import { Header } from './header';
import { MissingPart } from './missing-part';
import { usePage, usePageState } from './use-page';
import { LEARN, PANEL, tabOf } from './view-tabs';
import './tokens.css';
import './base.css';

const Notices = late(async () => (await import('../views/share/notices')).Notices);
const LearnPanel = late(async () => (await import('../lessons/learn-panel')).LearnPanel);
const DropArea = late(async () => (await import('./drop-area')).DropArea);

/** @param embed what a page that holds this one wants of it; null where none does */
export function App({ embed }: { embed: Embed | null }): ReactElement | null {
  const page = usePage();
  const { view, nudge } = usePageState();
  const dragging = useDragging();
  const listed = useListOpen();
  const open = useCallback<OpenFiles>(
    (files) =>
      void import('./open-files').then(({ openFiles }) => openFiles(page, files)).catch(() => undefined),
    [page],
  );
  if (nudge === null) {
    return (
      <div className={styles.shell} aria-busy="true">
        <MissingPart />
        <p className={styles.late}>Loading {view.title}</p>
      </div>
    );
  }
  if (embed !== null) {
    const Embedded = view.embeds ?? view.Component;
    return (
      <NudgeProvider nudge={nudge}>
        <div className={styles.shell} data-embedded="true">
          <Messages />
          <main>
            <EmbedContext value={embed}>
              <Boundary what="This view">
                <Suspense>
                  <Embedded />
                </Suspense>
              </Boundary>
            </EmbedContext>
          </main>
        </div>
      </NudgeProvider>
    );
  }
  return (
    <NudgeProvider nudge={nudge}>
      <OpenFilesContext value={open}>
        <SiblingsContext value={page.views.filter(({ world }) => world === worldAt(view, location.hash))}>
          <div className={styles.shell}>
            <Header view={view} />
            <Messages />
            <main>
              <div
                key={listed ? LEARN : view.id}
                role="tabpanel"
                id={PANEL}
                aria-labelledby={tabOf(listed ? LEARN : view.id)}
                className={styles.panel}
                tabIndex={-1}
              >
                <Boundary what={listed ? 'The list of lessons' : 'This view'}>
                  <Suspense>{listed ? <LearnPanel /> : <view.Component />}</Suspense>
                </Boundary>
              </div>
            </main>
            {dragging && (
              <Suspense>
                <DropArea view={view} />
              </Suspense>
            )}
          </div>
        </SiblingsContext>
      </OpenFilesContext>
    </NudgeProvider>
  );
}

/** What went wrong, and what is good to know. */
function Messages(): ReactElement {
  return (
    <>
      <ErrorBanner />
      <MissingPart />
      <Suspense>
        <Notices />
      </Suspense>
    </>
  );
}
