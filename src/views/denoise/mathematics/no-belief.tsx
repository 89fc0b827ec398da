// In the place of a belief, of a lane that the class of the denoiser itself steers.

import type { ReactElement } from 'react';
import { useNudge } from '../../../store/use-store';
import { selectAlways } from '../../run/selectors';
import styles from './parts.module.css';

export function NoBelief(): ReactElement {
  const always = useNudge(selectAlways);
  return (
    <section className={styles.belief} aria-labelledby="belief-title" data-region="belief">
      <h2 id="belief-title" className={styles.caption}>
        No classifier is used
      </h2>
      <p className={styles.empty}>
        {always
          ? 'The denoiser always gets the class, so there is no difference to make a nudge from.'
          : 'The denoiser runs with the class and without it, and the nudge is made from the difference.'}{' '}
        It does not say how sure it is of the class, so there is no belief to show.
      </p>
    </section>
  );
}
