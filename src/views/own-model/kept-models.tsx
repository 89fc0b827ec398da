// The person's own models that are kept on this device: to open, or to forget.

import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import { sizeText } from '../../offline/keep-model';
import { forgetModel, keptModels, type KeptModel } from '../../offline/kept-models';
import { useActions } from '../../store/use-store';
import { reportOf } from '../../terms/errors';
import { ownModelId } from '../../terms/own-model';
import styles from '../share/keep.module.css';

/** What is kept, the newest first, and why nothing can be; null until it is known. */
interface Found {
  readonly models: readonly KeptModel[];
  readonly trouble: string | null;
}

async function look(): Promise<Found> {
  try {
    return { models: (await keptModels()).toReversed(), trouble: null };
  } catch (error) {
    return { models: [], trouble: reportOf(error).message };
  }
}

/** @param onOpen one of them is being opened */
export function KeptModels({ onOpen }: { readonly onOpen: () => void }): ReactElement | null {
  const { setPack } = useActions();
  const [found, setFound] = useState<Found | null>(null);
  const refresh = useCallback(() => void look().then(setFound), []);
  useEffect(refresh, [refresh]);
  if (found === null) return null;
  const { models, trouble } = found;
  return (
    <section className={styles.section} aria-label="Models kept on this device">
      <h3 className={styles.heading}>Kept on this device</h3>
      {models.length === 0 && (
        <p className={styles.text}>
          {trouble === null
            ? 'A model that you open is kept here, so that it outlives a reload.'
            : `Nothing: ${trouble}. After a reload, open its files again.`}
        </p>
      )}
      <ul className={styles.kinds}>
        {models.map((model) => (
          <li key={model.sha256}>
            <div>
              <b>{model.title}</b>
              <p>{sizeText(model.bytes)}</p>
            </div>
            <span className={styles.progress}>
              <Button
                onClick={() => {
                  onOpen();
                  setPack(ownModelId(model));
                }}
              >
                <span className={styles.hidden}>{model.title}: </span>Open
              </Button>
              <Button onClick={() => void forgetModel(model.sha256).then(refresh, refresh)}>
                <span className={styles.hidden}>{model.title}: </span>Forget
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
