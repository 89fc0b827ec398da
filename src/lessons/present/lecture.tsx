// A page as a slide: large type, the pictures and the plot of this page alone, and what a lecturer needs. What is
// predicted on a slide is not kept as a person's progress.

import { Suspense, use, useEffect, useMemo, useState, type ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '../../controls/button';
import { useOpened } from '../../store/use-store';
import { Found } from '../found';
import type { Page, Region } from '../lesson';
import { besideNow, learn } from '../learning';
import { pagesOf } from '../lessons';
import { readShort, textOf, type Place } from '../place';
import { Prediction } from '../prediction';
import { useFocusWhenOpened } from '../use-focus-when-opened';
import { usePointer } from '../use-pointer';
import { useSaid } from '../use-said';
import { Words } from '../words';
import styles from './lecture.module.css';
import { Notes } from './notes';
import { notesFor } from './notes-for';
import { showNothing, toggleBlack, toggleNotes, useShowing } from './showing';
import type { Slide as SlideMessage } from './speaker-messages';
import { useRoom } from './use-room';
import { useSpeaker } from './use-speaker';

export function Lecture({ place }: { place: Place }): ReactElement | null {
  const pages = use(pagesOf(place.lesson));
  const page = pages?.[place.page - 1];
  const [began] = useState(Date.now);
  const { black, notes } = useShowing();
  useEffect(() => showNothing, []);
  if (page === undefined) return null;
  return (
    <>
      <Slide key={textOf(place)} page={page} place={place} notes={notes} began={began} />
      {black &&
        createPortal(
          <button
            type="button"
            className={styles.black}
            aria-label="Show the slide again"
            onClick={toggleBlack}
          />,
          document.body,
        )}
    </>
  );
}

const comingNext = new Map<string, Promise<string | null>>();

/** Title of the slide after this one, the same promise each time. */
function nextTitle(place: Place): Promise<string | null> {
  const at = `${textOf(place)} ${readShort(location.search)}`;
  const known = comingNext.get(at);
  if (known !== undefined) return known;
  const title = besideNow(place, 1).then(async (next) =>
    next === null ? null : ((await pagesOf(next.lesson))?.[next.page - 1]?.title ?? null),
  );
  comingNext.set(at, title);
  return title;
}

interface SlideProps {
  readonly page: Page;
  readonly place: Place;
  readonly notes: boolean;
  /** When the lecture began. */
  readonly began: number;
}

function Slide({ page, place, notes, began }: SlideProps): ReactElement {
  const nudge = useOpened();
  const heading = useFocusWhenOpened();
  const [chosen, setChosen] = useState<number | null>(null);
  const [checked, setChecked] = useState(false);
  const isHere = nudge.world.id === page.world;
  const text = useSaid(page.text, isHere);
  const outcome = useSaid(page.outcome, isHere);
  const found = checked ? outcome : null;
  usePointer(page.points);
  useRoom(useMemo(() => shownOf(page), [page]));
  return (
    <div className={styles.slide}>
      <div className={styles.said}>
        <h2 className={styles.title} ref={heading} tabIndex={-1}>
          {page.title}
        </h2>
        {found === null &&
          (text ?? []).map((paragraph) => (
            <p key={paragraph}>
              <Words text={paragraph} />
            </p>
          ))}
        <Prediction
          page={page}
          chosen={chosen}
          only={found === null ? undefined : [chosen ?? found.answer, found.answer]}
          onChoose={(option) => {
            setChosen(option);
            setChecked(false);
          }}
        />
        <div role="status" className={styles.status}>
          {checked &&
            (outcome === null ? (
              <p>The run on screen has not shown it yet.</p>
            ) : (
              <Found page={page} chosen={chosen} outcome={outcome} />
            ))}
        </div>
        {notes && (
          <Suspense>
            <Notes notes={notesFor(place, page)} next={nextTitle(place)} since={began} />
          </Suspense>
        )}
      </div>
      <Suspense>
        <Hands place={place} page={page} began={began} onCheck={() => setChecked(!checked)} />
      </Suspense>
    </div>
  );
}

/** Regions that need the place of the pictures. */
const IN_PLACE: ReadonlySet<Region> = new Set(['jump-or-walk', 'plots']);

const shownOf = ({ points, uses }: Page): readonly string[] => [
  'lesson',
  'transport',
  ...(IN_PLACE.has(points) ? [] : ['pictures']),
  points,
  ...uses,
];

interface HandsProps {
  readonly place: Place;
  readonly page: Page;
  readonly began: number;
  readonly onCheck: () => void;
}

/** The lecturer's buttons, and the second window. */
function Hands({ place, page, began, onCheck }: HandsProps): ReactElement {
  const nudge = useOpened();
  const next = use(nextTitle(place));
  const { black, notes } = useShowing();
  const slide = useMemo<SlideMessage>(
    () => ({
      kind: 'slide',
      at: textOf(place),
      title: page.title,
      notes: notesFor(place, page),
      next,
      black,
      since: began,
    }),
    [place, page, next, black, began],
  );
  useSpeaker(slide, (message) => {
    if (message.kind === 'black') toggleBlack();
    else void learn.beside(place, message.by, nudge);
  });
  return (
    <div className={styles.hands}>
      <Button
        onClick={() => void learn.beside(place, -1, nudge)}
        shortcut="←"
        about="The page before this one."
      >
        Back
      </Button>
      <Button
        onClick={onCheck}
        about="Compares the prediction with the run on screen; once more, and all options are there again."
      >
        Check
      </Button>
      <Button
        onClick={() => void learn.beside(place, 1, nudge)}
        shortcut="→"
        about="The page after this one."
      >
        Next
      </Button>
      <span className={styles.quiet}>{textOf(place)}</span>
      <Button
        onClick={toggleNotes}
        shortcut="N"
        about={notes ? 'Hides the speaker’s notes.' : 'Shows the speaker’s notes here.'}
      >
        Notes
      </Button>
      <Button
        onClick={openSpeaker}
        about="A second window with notes, clock and the next page, for the screen that the room does not see."
      >
        Second window
      </Button>
      <Button
        onClick={learn.stopPresenting}
        shortcut="P"
        about="Back to the page as it stands beside the view."
      >
        Leave
      </Button>
    </div>
  );
}

function openSpeaker(): void {
  window.open(new URL('speaker.html', document.baseURI), 'nudge-speaker', 'popup,width=900,height=700');
}
