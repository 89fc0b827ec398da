// What is said where the learned networks came without their weights, and what works all the same.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import { settingsOf, type State } from '../../history/state';
import { useNudge } from '../../store/use-store';
import { withPlane } from '../../worlds/plane/settings';
import { asksLearned, whyUnlearned } from '../../worlds/plane/unlearned';
import type { OpenedPlane } from '../../worlds/plane/use-plane';
import styles from './unlearned.module.css';

const selectWhy = (state: State): string | null =>
  whyUnlearned(state.model.pack, state)?.message.replace(/\.$/, '') ?? null;
const selectAsksLearned = (state: State): boolean => asksLearned(settingsOf(state));

export function Unlearned({ plane }: { plane: OpenedPlane }): ReactElement | null {
  const why = useNudge(selectWhy);
  const asks = useNudge(selectAsksLearned);
  if (why === null) return null;
  const takeExact = (): void => {
    const settings = settingsOf(plane.store.getState());
    plane.plane.setAll({ ...withPlane(settings, { denoiser: 'exact' }), guide: 'exact' });
  };
  return (
    <div role="status" className={styles.unlearned} data-unlearned>
      <p>{why}: the learned networks know nothing until they are trained here; exact ones need no weights.</p>
      {asks && <Button onClick={takeExact}>Take the exact ones</Button>}
      <Button icon="play" onClick={() => plane.plane.train('start')}>
        Train them here
      </Button>
    </div>
  );
}
