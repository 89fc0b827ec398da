// What can be saved, one line a kind; while a file is made, how far it is and a way to stop.

import { useState, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import { useOpened } from '../../store/use-store';
import { viewOf, type View } from '../../store/views';
import styles from './keep.module.css';
import { KeptHere } from './kept-here';
import { kindsOf, leftOutOf, type Kind } from './make-file';
import { noiseSubject } from './noise-subject';
import { runSubject } from './run-subject';
import type { Subject } from './subject';
import { useMaking } from './use-making';

interface Words {
  readonly name: string;
  readonly about: string;
}

const WORDS: Readonly<Record<Kind, Words>> = {
  png: { name: 'Pictures (PNG)', about: 'What the view shows now.' },
  strip: { name: 'Strip (PNG)', about: 'The run in twelve pictures, from noise to the end.' },
  gif: { name: 'Animation (GIF)', about: 'The run step by step, for slides and pages.' },
  video: { name: 'Video (MP4 or WebM)', about: 'The run step by step, smaller and sharper than a GIF.' },
  json: {
    name: 'Data (JSON)',
    about: 'Every number: of the run, and of the step on screen. Nudge opens it again.',
  },
  python: {
    name: 'Runnable Python (ZIP)',
    about: 'This run with diffusers and this pack, its noise and its steering included; with a note.',
  },
};

const SINKING = 'The picture sinking into noise, for slides and pages.';

/** What a kind of file is of: a run on Denoise, a picture on its way into noise. */
function aboutOf(kind: Kind, view: View): string {
  if (view !== 'noise') return WORDS[kind].about;
  switch (kind) {
    case 'strip':
      return 'The picture at twelve noise levels.';
    case 'gif':
    case 'video':
      return SINKING;
    case 'json':
      return 'Every number on screen.';
    case 'png':
    case 'python':
      return WORDS[kind].about;
  }
}

const NOTHING: Readonly<Record<'denoise' | 'noise', string>> = {
  denoise: 'There is no run yet, so there is nothing to save: press Play first.',
  noise: 'There is no picture yet, so there is nothing to save: wait until the model is here.',
};

interface Line {
  readonly kind: Kind;
  readonly about: string;
}

function linesOf(subject: Subject | null, view: View): readonly Line[] {
  if (subject === null) return [];
  return kindsOf(subject).map((kind) => ({
    kind,
    about: `${aboutOf(kind, view)} ${leftOutOf(subject, kind)}`,
  }));
}

export function SaveDialog(): ReactElement {
  return (
    <div className={styles.dialog}>
      <Files />
      <KeptHere />
    </div>
  );
}

/** What there is to save is worked out when the dialog opens, and anew when a file is asked for. */
function Files(): ReactElement {
  const { store } = useOpened();
  const { making, make, cancel, refuse } = useMaking();
  const [view] = useState(() => viewOf(location.hash));
  const subjectNow = (): Subject | null =>
    view === 'noise' ? noiseSubject(store.getState()) : runSubject(store.getState());
  const [lines] = useState(() => linesOf(subjectNow(), view));
  const nothing = NOTHING[view === 'noise' ? view : 'denoise'];
  const start = (kind: Kind): void => {
    const subject = subjectNow();
    if (subject === null) refuse(nothing);
    else make(subject, kind);
  };
  return (
    <>
      {lines.length === 0 && <p role="alert">{nothing}</p>}
      <ul className={styles.kinds} aria-label="What to save">
        {lines.map(({ kind, about }) => (
          <li key={kind}>
            <div>
              <b>{WORDS[kind].name}</b>
              <p>{about}</p>
            </div>
            {making.kind === kind ? (
              <span className={styles.progress}>
                <progress aria-label={`Making ${WORDS[kind].name}`} value={making.share} max={1} />
                <Button onClick={cancel}>Cancel</Button>
              </span>
            ) : (
              <Button disabled={making.kind !== null} onClick={() => start(kind)}>
                <span className={styles.hidden}>{WORDS[kind].name}: </span>Save file
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.outcome} role="status">
        {making.made === null ? '' : `${making.made} was saved.`}
      </p>
      {making.error !== null && (
        <p className={styles.trouble} role="alert">
          <b>{making.error.message}</b> {making.error.hint}
        </p>
      )}
    </>
  );
}
