// What can be saved, one line a kind; while a file is made, how far it is and a way to stop.

import { useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import { useOpened } from '../../store/use-store';
import type { Saving, View } from '../view';
import styles from './keep.module.css';
import { KeptHere } from './kept-here';
import { kindsOf, leftOutOf } from './make-file';
import type { Kind, Subject } from './subject';
import { useMaking } from './use-making';

const NAMES: Readonly<Record<Kind, string>> = {
  text: 'Sentences (TXT)',
  csv: 'Table (CSV)',
  png: 'Pictures (PNG)',
  strip: 'Strip (PNG)',
  gif: 'Animation (GIF)',
  video: 'Video (MP4 or WebM)',
  json: 'Data (JSON)',
  python: 'Runnable Python (ZIP)',
};

interface Line {
  readonly kind: Kind;
  readonly about: string;
}

function linesOf(subject: Subject | null): readonly Line[] {
  if (subject === null) return [];
  return kindsOf(subject).map((kind) => ({
    kind,
    about: `${subject.about[kind] ?? ''} ${leftOutOf(subject, kind)}`,
  }));
}

interface SaveDialogProps {
  readonly view: View;
  readonly load: NonNullable<View['saving']>;
}

export function SaveDialog({ view, load }: SaveDialogProps): ReactElement {
  const [saving, setSaving] = useState<Saving | null>(null);
  useEffect(() => {
    let closed = false;
    const find = async (): Promise<void> => {
      try {
        const found = await load();
        if (!closed) setSaving(found);
      } catch (error) {
        setSaving(() => {
          throw error; // the dialog says that it did not come
        });
      }
    };
    void find();
    return () => {
      closed = true;
    };
  }, [load]);
  return (
    <div className={styles.dialog}>
      {saving === null ? <p className={styles.quiet}>…</p> : <Files view={view} saving={saving} />}
      <KeptHere />
    </div>
  );
}

/** What can be saved is computed when the dialog opens, and again when a file is asked for. */
function Files({ view, saving }: { view: View; saving: Saving }): ReactElement {
  const nudge = useOpened();
  const { making, make, cancel, refuse } = useMaking();
  const [lines] = useState(() => linesOf(saving.subject(nudge, view)));
  const start = (kind: Kind): void => {
    const subject = saving.subject(nudge, view);
    if (subject === null) refuse(saving.nothing);
    else make(subject, kind);
  };
  return (
    <>
      {lines.length === 0 && <p role="alert">{saving.nothing}</p>}
      <ul className={styles.kinds} aria-label="What to save">
        {lines.map(({ kind, about }) => (
          <li key={kind}>
            <div>
              <b>{NAMES[kind]}</b>
              <p>{about}</p>
            </div>
            {making.kind === kind ? (
              <span className={styles.progress}>
                <progress aria-label={`Making ${NAMES[kind]}`} value={making.share} max={1} />
                <Button onClick={cancel}>Cancel</Button>
              </span>
            ) : (
              <Button disabled={making.kind !== null} onClick={() => start(kind)}>
                <span className={styles.hidden}>{NAMES[kind]}: </span>Save file
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
