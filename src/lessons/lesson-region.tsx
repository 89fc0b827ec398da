// The region "Lesson" beside a view: the page that is open. Where none is, the front page has one line for people who have
// not been there. The list of lessons is a tab of its own (learn-panel.tsx), but where a page of another site holds this one.

import { late } from '../controls/late';
import { swipeOf } from '../controls/swipe';
import { Suspense, useRef, type ReactElement, type TouchEvent } from 'react';
import { useOpened } from '../store/use-store';
import { LessonList } from './lesson-list';
import styles from './lesson-region.module.css';
import { learn, useLearning } from './learning';
import { lessonsInWords } from './lessons';
import { LessonPage } from './lesson-page';
import type { Place } from './place';
import { NO_PROGRESS } from './progress';

const Lecture = late(async () => (await import('./present/lecture')).Lecture);

/** @param invites whether people who have never opened a lesson are told of them here */
export function LessonRegion({ invites = false }: { invites?: boolean }): ReactElement | null {
  const { open, progress, presents } = useLearning();
  if (open === null) return invites && progress === NO_PROGRESS ? <Invitation /> : null;
  return (
    <section className={styles.region} aria-label="Lesson" data-region="lesson">
      {open.kind === 'list' ? (
        <LessonList unknown={open.unknown} />
      ) : presents ? (
        <Suspense>
          <Lecture place={open.place} />
        </Suspense>
      ) : (
        <Swipe place={open.place}>
          <Suspense fallback={<p className={styles.quiet}>…</p>}>
            <LessonPage key={`${open.place.lesson}.${open.place.page}`} place={open.place} />
          </Suspense>
        </Swipe>
      )}
      <p className={styles.licence}>
        Texts and generated pictures: Nudge, CC BY 4.0. Digits that are data: MNIST, CC BY-SA 3.0. Sentences:
        learned from the E2E NLG Challenge, CC BY-SA 4.0.
      </p>
    </section>
  );
}

function Invitation(): ReactElement {
  const nudge = useOpened();
  return (
    <p className={styles.invitation}>
      {'New to this? '}
      <button
        type="button"
        className={styles.link}
        aria-description="Their list; each stands beside the pictures: predict, run, check. Nothing of the run is lost."
        onClick={learn.list}
      >
        {lessonsInWords}
      </button>
      {'. Teaching? '}
      <button
        type="button"
        className={styles.link}
        aria-description="The lessons as slides: large type, pictures, and a second window with notes."
        onClick={() => void learn.present(nudge)}
      >
        Present
      </button>
    </p>
  );
}

function Swipe({ place, children }: { place: Place; children: ReactElement }): ReactElement {
  const nudge = useOpened();
  const from = useRef<{ readonly x: number; readonly y: number; readonly at: number } | null>(null);
  const begin = ({ touches, timeStamp }: TouchEvent): void => {
    const touch = touches[0];
    from.current =
      touches.length === 1 && touch ? { x: touch.clientX, y: touch.clientY, at: timeStamp } : null;
  };
  const end = ({ changedTouches, timeStamp }: TouchEvent): void => {
    const touch = changedTouches[0];
    const began = from.current;
    from.current = null;
    if (began === null || touch === undefined) return;
    const by = swipeOf({
      dx: touch.clientX - began.x,
      dy: touch.clientY - began.y,
      milliseconds: timeStamp - began.at,
    });
    if (by !== 0) void learn.beside(place, by, nudge);
  };
  return (
    <div onTouchStart={begin} onTouchEnd={end}>
      {children}
    </div>
  );
}
