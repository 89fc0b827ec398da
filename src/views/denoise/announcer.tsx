// What a screen reader's user hears of a run: where it stands when it is stopped, stepped or scrubbed, at each
// quarter while it plays, and the judge at the end. Never every step.

import { useEffect, useState, type ReactElement } from 'react';
import type { State } from '../../store/state';
import { useOpened } from '../../store/use-store';
import { shownStep } from '../../store/state';
import styles from './announcer.module.css';
import {
  GUIDED,
  labelOf,
  selectClasses,
  selectCount,
  selectFinished,
  selectPosition,
  selectVerdicts,
  UNGUIDED,
} from './frame';

const QUARTERS = 4;
/** A person who scrubs hears where they came to rest. */
const REST_MILLISECONDS = 500;

/** "t 249, belief in 7 86 percent, without guidance 2 percent" */
export function spokenState(state: State): string {
  const step = shownStep(state);
  if (step === null) return '';
  const classes = selectClasses(state);
  if (selectFinished(state)) {
    const [guided, unguided] = selectVerdicts(state) ?? [];
    if (guided === undefined || unguided === undefined) return 'Finished.';
    return `Finished. The judge reads ${labelOf(classes, guided.label)}, ${percent(guided.probability)}; without guidance ${labelOf(classes, unguided.label)}, ${percent(unguided.probability)}.`;
  }
  const target = step.lanes[GUIDED]?.target ?? 0;
  const belief = (lane: number): number => step.classProbs?.[lane * classes.length + target] ?? 0;
  if (step.classProbs === null) return `t ${step.t}`;
  return `t ${step.t}, belief in ${labelOf(classes, target)} ${percent(belief(GUIDED))}, without guidance ${percent(belief(UNGUIDED))}`;
}

function percent(probability: number): string {
  return `${(probability * 100).toFixed(0)} percent`;
}

/** Changes exactly when there is something to say. */
export function occasion(state: State): string {
  const position = selectPosition(state);
  const { status } = state.run;
  if (status !== 'playing') return `${status} ${position} ${selectVerdicts(state) === null ? '' : 'judged'}`;
  return `playing ${Math.min(QUARTERS - 1, Math.floor((QUARTERS * position) / selectCount(state)))}`;
}

export function Announcer(): ReactElement {
  const { store } = useOpened();
  const [text, setText] = useState('');
  useEffect(() => {
    let last = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = store.subscribe((state) => {
      const now = occasion(state);
      if (now === last) return;
      last = now;
      clearTimeout(timer);
      timer = setTimeout(() => setText(spokenState(store.getState())), REST_MILLISECONDS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);
  return (
    <p className={styles.hidden} aria-live="polite">
      {text}
    </p>
  );
}
