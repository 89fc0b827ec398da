// What a screen reader's user hears on Noise: where the slider came to rest, and what the model makes of it there.
// Never while it moves.

import { useEffect, useState, type ReactElement } from 'react';
import { largestIndex } from '../../plots/bars';
import { formatSmall } from '../../plots/format';
import type { State } from '../../history/state';
import { useOpened } from '../../store/use-store';
import { labelOf, selectClasses } from '../run/selectors';
import styles from '../run/announcer.module.css';
import { selectAnswer, selectNoised } from './shown';
import { noiseOf } from '../../worlds/images/noise-state';

const REST_MILLISECONDS = 600;

/** "t 400, ᾱ 0.20. The model is off by 0.21 per pixel; belief in 7 86 percent" */
export function spokenNoise(state: State): string {
  const level = selectNoised(state);
  if (level === null) return '';
  const where = `t ${level.t}, ᾱ ${formatSmall(level.alphaCumprod)}.`;
  const answer = selectAnswer(state);
  if (answer?.sample !== level) return where;
  const { beliefs, error } = answer;
  const off = `The model is off by ${formatSmall(error)} per pixel`;
  if (beliefs === null) return `${where} ${off}.`;
  const top = largestIndex(beliefs);
  const belief = `${((beliefs[top] ?? 0) * 100).toFixed(0)} percent`;
  return `${where} ${off}; belief in ${labelOf(selectClasses(state), top)} ${belief}.`;
}

export function Announcer(): ReactElement {
  const { store } = useOpened();
  const [text, setText] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last: unknown = null;
    const stop = store.subscribe((state) => {
      const answer = selectAnswer(state);
      const now = answer?.sample === selectNoised(state) ? answer : noiseOf(state).settings;
      if (now === last) return;
      last = now;
      clearTimeout(timer);
      timer = setTimeout(() => setText(spokenNoise(store.getState())), REST_MILLISECONDS);
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
