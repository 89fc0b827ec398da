// The pictures: the lane that is looked at, large, beside its twin or the grid it belongs to; below them what they
// are made of.

import { Suspense, type ReactElement } from 'react';
import { Toggle } from '../../controls/button';
import { useNudge } from '../../store/use-store';
import { selectAlone, selectAlways, selectIsPair } from '../run/selectors';
import { Apart, LaneGrid, SlowMotion } from './later';
import { Parts } from './later-panels';
import { LargePicture, LargePredictedX0 } from './pictures/large-picture';
import { LoadingCard } from '../run/loading-card';
import { useLooking } from './looking';
import styles from './stage.module.css';

/** @param plain without the step's parts to take apart, as in an embedded page */
export function Stage({ plain = false }: { plain?: boolean }): ReactElement {
  const { apart, setApart } = useLooking();
  const isApart = apart && !plain;
  const isPair = useNudge(selectIsPair);
  const alone = useNudge(selectAlone);
  const always = useNudge(selectAlways);
  return (
    <>
      <div className={styles.pair} data-region="pictures">
        <LargePicture role="large" />
        {isPair ? (
          alone || always ? (
            <LargePredictedX0 />
          ) : (
            <LargePicture role="other" />
          )
        ) : (
          <Suspense>
            <LaneGrid />
          </Suspense>
        )}
        <LoadingCard />
      </div>
      <div className={styles.lower} data-apart={isApart} data-region="apart">
        {!plain && (
          <div className={styles.toggle}>
            <Suspense>{apart && <SlowMotion />}</Suspense>
            <Toggle
              pressed={apart}
              onChange={setApart}
              about={`This one step as pictures and numbers: x_t, ε, x̂_0, μ, ${alone ? '' : 'the nudge, '}the noise where there is one, x_prev.`}
            >
              Take the step apart
            </Toggle>
          </div>
        )}
        <Suspense>
          {isApart ? (
            <Suspense fallback={<Parts />}>
              <Apart />
            </Suspense>
          ) : (
            <Parts />
          )}
        </Suspense>
      </div>
    </>
  );
}
