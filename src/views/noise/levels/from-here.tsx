// "Denoise from here": x_t at this t, handed to a run on Denoise, toward any class.

import type { ReactElement } from 'react';
import { Choice } from '../../../controls/choice';
import { Formula } from '../../../controls/symbols';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { labelOf, selectClasses } from '../../run/selectors';
import styles from './from-here.module.css';
import { selectCanAsk, selectNoised, selectTarget } from '../../picture/shown';
import { useNoiseActions } from '../../../worlds/images/use-noise';
import { useSibling } from '../../siblings';
import type { View } from '../../view';
import { classTarget } from '../../../terms/target';

const showsRun = ({ shows }: View): boolean => shows.run;

export function FromHere(): ReactElement {
  const noise = useNoiseActions();
  const classes = useNudge(selectClasses);
  const target = useNudge(selectTarget);
  const canAsk = useNudge(selectCanAsk);
  const noised = useNudgeFrame(selectNoised);
  const run = useSibling(showsRun);
  const t = noised?.askedT ?? null;
  const go = (): void => {
    // going from view to view pauses what plays: the run begins when Denoise is there
    addEventListener('hashchange', () => noise.denoiseFromHere(), { once: true });
    location.hash = run;
  };
  return (
    <div className={styles.here}>
      {classes.length > 0 && (
        <div data-region="class">
          <Choice
            label="Then toward"
            symbol={
              <Formula>
                <mi>y</mi>
              </Formula>
            }
            info="The class that a run from here is guided toward. With little noise left the picture stays what it is; with much it can still become another."
            options={classes.map((label, value) => ({ value, label }))}
            value={target}
            shown={labelOf(classes, target)}
            look="grid"
            onChange={(index) => noise.setTarget(classTarget(index))}
          />
        </div>
      )}
      <button type="button" className={styles.go} disabled={!canAsk || t === null} onClick={go}>
        Denoise from here
      </button>
      <p className={styles.about}>
        {t === null ? '' : `A run on Denoise that begins with this xₜ at t = ${t}. The Noise tab leads back.`}
      </p>
    </div>
  );
}
