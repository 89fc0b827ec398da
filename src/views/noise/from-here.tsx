// "Denoise from here": x_t at this t, handed to a run on Denoise, toward any class.

import type { ReactElement } from 'react';
import { Choice } from '../../controls/choice';
import { Formula } from '../../controls/symbols';
import { useActions, useNudge, useNudgeFrame } from '../../store/use-store';
import { labelOf, selectClasses } from '../run/frame';
import styles from './from-here.module.css';
import { selectCanAsk, selectLevel, selectTarget } from './shown';

export function FromHere(): ReactElement {
  const actions = useActions();
  const classes = useNudge(selectClasses);
  const target = useNudge(selectTarget);
  const canAsk = useNudge(selectCanAsk);
  const level = useNudgeFrame(selectLevel);
  const t = level?.askedT ?? null;
  const go = (): void => {
    // going from view to view pauses what plays: the run begins when Denoise is there
    addEventListener('hashchange', () => actions.noise.denoiseFromHere(), { once: true });
    location.hash = '#/denoise';
  };
  return (
    <div className={styles.here}>
      {classes.length > 0 && (
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
          onChange={actions.noise.setTarget}
        />
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
