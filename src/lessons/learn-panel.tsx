// What the tab "Learn" shows: the list of lessons. Each of them stands beside a view, in that view's own tab.

import { useEffect, type ReactElement } from 'react';
import { useOpened } from '../store/use-store';
import { LessonList } from './lesson-list';
import styles from './lesson-region.module.css';
import { useLearning } from './learning';

export function LearnPanel(): ReactElement {
  const { store, actions } = useOpened();
  const { open } = useLearning();
  // the run is not on screen
  useEffect(() => {
    const rest = (): void => {
      if (store.getState().run.status === 'playing') actions.pause();
    };
    rest();
    return store.subscribe(rest);
  }, [store, actions]);
  return (
    <section className={`${styles.region} ${styles.alone}`} aria-label="Lesson" data-region="lesson">
      <LessonList unknown={open?.kind === 'list' ? open.unknown : null} />
    </section>
  );
}
