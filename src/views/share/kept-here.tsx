// What is kept on this device for use without the network, how large it is, and a way to clear it.

import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import { keptModels } from '../../offline/kept-models';
import { reportOf } from '../../terms/errors';
import styles from './keep.module.css';
import { isWanted, keptHere, PAGE, setWanted, whyNotKept, type Kept } from '../../offline/offline';

const megabytes = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** While the service worker is still keeping, the size grows. */
const LOOK_AGAIN_MS = [1000, 3000, 8000, 20_000];

/** Page and packs, and the person's own models. */
async function allKept(): Promise<readonly Kept[]> {
  const pages = await keptHere();
  const models = await keptModels().catch(() => []); // nothing can be kept
  return [...pages, ...models.map(({ title, bytes }) => ({ name: `Your model ${title}`, bytes }))];
}

/** What is kept, null until it is known, or why that cannot be said. */
interface Found {
  readonly kept: readonly Kept[] | null;
  readonly silence: string | null;
}

async function found(): Promise<Found> {
  try {
    return { kept: await allKept(), silence: null };
  } catch (error) {
    return { kept: [], silence: reportOf(error).message };
  }
}

export function KeptHere(): ReactElement | null {
  const [{ kept, silence }, setFound] = useState<Found>({ kept: null, silence: null });
  const [wanted, setWantedNow] = useState(isWanted);
  const look = useCallback(() => void found().then(setFound), []);
  useEffect(() => {
    look();
    const timers = LOOK_AGAIN_MS.map((ms) => setTimeout(look, ms));
    return () => timers.forEach(clearTimeout);
  }, [look]);
  const [whyNot] = useState(whyNotKept);
  if (whyNot !== null) {
    return (
      <section className={styles.section} aria-label="Kept on this device">
        <h3 className={styles.heading}>Without the network</h3>
        <p className={styles.text}>{whyNot}</p>
      </section>
    );
  }
  if (kept === null) return null;
  const change = (next: boolean): void => {
    setWantedNow(next);
    void setWanted(next).then(look, look);
    for (const ms of LOOK_AGAIN_MS) setTimeout(look, ms);
  };
  const runsAlone = kept.some(({ name }) => name === PAGE);
  const total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <section className={styles.section} aria-label="Kept on this device">
      <h3 className={styles.heading}>Without the network</h3>
      <p className={styles.text}>
        {silence !== null
          ? `What is kept on this device cannot be said: ${silence}.`
          : total > 0
            ? `${megabytes(total)} are kept on this device${runsAlone ? ', so that Nudge opens and runs without the network' : ''}.`
            : wanted
              ? 'Nothing is kept on this device yet.'
              : 'Nothing is kept on this device.'}
      </p>
      {total > 0 && (
        <dl className={styles.list}>
          {kept.map(({ name, bytes }) => (
            <div key={name} className={styles.row}>
              <dt>{name}</dt>
              <dd>{megabytes(bytes)}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className={styles.field}>
        {wanted ? (
          <Button onClick={() => change(false)}>Clear, and keep nothing</Button>
        ) : (
          <Button onClick={() => change(true)}>Keep Nudge on this device</Button>
        )}
      </div>
    </section>
  );
}
