// Where the run begins, where that is not pure noise: with a picture that was taken into noise on Noise. And the ways
// back: to Noise, and to runs that begin with noise.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import { type State, settingsOf } from '../../history/state';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { useSibling } from '../siblings';
import type { View } from '../view';
import { selectTimesteps } from '../run/selectors';
import styles from './beginning.module.css';
import { useNoiseActions } from '../../worlds/images/use-noise';
import { fromOf } from '../../worlds/images/settings';

const showsNoise = ({ shows }: View): boolean => shows.looks && !shows.run;

const selectBegins = (state: State): boolean => fromOf(settingsOf(state)) !== null;

export function Beginning(): ReactElement | null {
  const begins = useNudge(selectBegins);
  const [first] = useNudgeFrame(selectTimesteps);
  const noise = useNoiseActions();
  const back = useSibling(showsNoise);
  if (!begins) return null;
  return (
    <section className={styles.beginning} aria-label="Where the run begins">
      <p>
        This run begins with a picture that was taken into noise
        {first === undefined ? '' : `, at t = ${first}`}.
      </p>
      <div className={styles.buttons}>
        <a className={styles.back} href={back}>
          Back to Noise
        </a>
        <Button about="A new run from x_T, pure noise, at the largest t." onClick={noise.denoiseFromNoise}>
          Begin with noise
        </Button>
      </div>
    </section>
  );
}
