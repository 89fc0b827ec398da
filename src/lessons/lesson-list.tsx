// The list of lessons, each with what has been done of it.

import { Suspense, use, type ReactElement } from 'react';
import { Button } from '../controls/button';
import { useOpened } from '../store/use-store';
import styles from './lesson-region.module.css';
import { goTo, learn, useLearning } from './learning';
import { lessons, lessonsInWords, pagesOf } from './lessons';
import { checkedIn, NO_PROGRESS, rightIn } from './progress';
import { useFocusWhenOpened } from './use-focus-when-opened';

export function LessonList({ unknown }: { unknown: string | null }): ReactElement {
  const nudge = useOpened();
  const { progress } = useLearning();
  const heading = useFocusWhenOpened();
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title} ref={heading} tabIndex={-1}>
          {lessonsInWords}
        </h2>
        <Button onClick={learn.leave} about="Closes the lessons; the view stays as it is.">
          Leave
        </Button>
      </div>
      {unknown !== null && (
        <p>
          There is no lesson “{unknown}”: an address names a lesson and its page, as in “?lesson=
          {lessons[0]?.number}.1”. Choose one here.
        </p>
      )}
      <p>
        Each stands beside a live view, which stays yours. It takes about three minutes: predict, run, check.
      </p>
      <ol className={styles.lessons}>
        {lessons.map(({ kind, number, title }) => {
          const done = checkedIn(progress, number);
          return (
            <li key={number}>
              <button
                type="button"
                className={styles.lesson}
                onClick={() => void goTo({ lesson: number, page: progress.pages[number] ?? 1 }, nudge)}
              >
                <span className={styles.number}>{kind === 'questions' ? '?' : number}</span>
                <span>
                  {title}
                  {done > 0 && <span className={styles.quiet}> · {done} checked</span>}
                  {done > 0 && kind === 'questions' && (
                    <Suspense>
                      <Score lesson={number} />
                    </Suspense>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <p className={styles.quiet}>
        <a className={styles.link} href="./teach.html">
          For teachers
        </a>{' '}
        there are aims, timing, notes and slides. Texts and generated pictures are under CC BY 4.0.
      </p>
      {progress !== NO_PROGRESS && (
        <Button
          onClick={learn.clear}
          about="Forgets what you predicted and checked: it is kept on this device alone."
        >
          Clear my progress
        </Button>
      )}
    </>
  );
}

function Score({ lesson }: { lesson: number }): ReactElement {
  const { progress } = useLearning();
  const pages = use(pagesOf(lesson)) ?? [];
  return <span className={styles.quiet}>, {rightIn(progress, lesson, pages)} right</span>;
}
