// A page of a lesson: what it says, what it asks, and once it is checked what the run on screen has shown.

import { use, useState, type ReactElement } from 'react';
import { Button } from '../controls/button';
import { useOpened } from '../store/use-store';
import { Found } from './found';
import type { Page } from './lesson';
import styles from './lesson-region.module.css';
import { goTo, learn, useLearning } from './learning';
import { pagesOf } from './lessons';
import { textOf, type Place } from './place';
import { Prediction } from './prediction';
import { useFocusWhenOpened } from './use-focus-when-opened';
import { usePointer } from './use-pointer';
import { useSaid } from './use-said';
import { Words } from './words';

export function LessonPage({ place }: { place: Place }): ReactElement {
  const pages = use(pagesOf(place.lesson));
  const page = pages?.[place.page - 1];
  if (page === undefined || pages === null) return <NoPage place={place} />;
  return <OpenPage page={page} place={place} count={pages.length} />;
}

function NoPage({ place }: { place: Place }): ReactElement {
  const heading = useFocusWhenOpened();
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title} ref={heading} tabIndex={-1}>
          Lesson {textOf(place)} is not here
        </h2>
        <Button onClick={learn.leave}>Leave</Button>
      </div>
      <p>There is no such page, or it did not come. Choose another one from the list, or reload.</p>
      <Button onClick={learn.list}>All lessons</Button>
    </>
  );
}

interface OpenPageProps {
  readonly page: Page;
  readonly place: Place;
  readonly count: number;
}

function OpenPage({ page, place, count }: OpenPageProps): ReactElement {
  const nudge = useOpened();
  const { progress } = useLearning();
  const heading = useFocusWhenOpened();
  const [early, setEarly] = useState(false);
  const isHere = nudge.world.id === page.world;
  const text = useSaid(page.text, isHere);
  const outcome = useSaid(page.outcome, isHere);
  const at = textOf(place);
  const chosen = progress.chosen[at] ?? null;
  const checked = progress.checked.includes(at);
  usePointer(page.points);
  const check = (): void => {
    setEarly(chosen === null || outcome === null);
    if (chosen !== null && outcome !== null) learn.check(place);
  };
  return (
    <>
      <div className={styles.head}>
        <p className={styles.quiet}>
          Lesson {place.lesson}, page {place.page} of {count}
        </p>
        <Button
          onClick={() => void learn.present(nudge)}
          shortcut="P"
          about="Shows this page as a slide: large type, and only its pictures and its plot."
        >
          Present
        </Button>
        <Button
          onClick={learn.leave}
          about="Closes the lesson; it keeps its place, and the view stays as it is."
        >
          Leave
        </Button>
      </div>
      <h2 className={styles.title} ref={heading} tabIndex={-1}>
        {page.title}
      </h2>
      {(text ?? []).map((paragraph) => (
        <p key={paragraph}>
          <Words text={paragraph} />
        </p>
      ))}
      <Prediction page={page} chosen={chosen} onChoose={(option) => learn.choose(place, option)} />
      <p>
        <Words text={page.todo} />
      </p>
      <div role="status">
        {checked && chosen !== null ? (
          <Found page={page} chosen={chosen} outcome={outcome} />
        ) : (
          early && (
            <p className={styles.early}>
              {chosen === null ? 'Choose what you expect first.' : 'The run on screen has not shown it yet.'}
            </p>
          )
        )}
      </div>
      <div className={styles.turn}>
        <Button onClick={() => void learn.beside(place, -1, nudge)} about="The page before this one.">
          Back
        </Button>
        <Button
          onClick={() => void goTo(place, nudge, true)}
          about="Puts the view into the state of this page again."
        >
          Set up again
        </Button>
        {!checked && (
          <Button onClick={check} about="Compares what you predicted with the run on screen.">
            Check
          </Button>
        )}
        <Button onClick={() => void learn.beside(place, 1, nudge)} about="The page after this one.">
          Next
        </Button>
      </div>
    </>
  );
}
