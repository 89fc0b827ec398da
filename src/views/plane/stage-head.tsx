// Above the plane: what is guided toward what, and where in the run we are.

import type { ReactElement } from 'react';
import { mixtureOrNull } from '../../worlds/plane/source';
import { planeOf } from '../../worlds/plane/settings';
import { type State, settingsOf } from '../../history/state';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { sceneOf } from '../../worlds/plane/scene';
import styles from './stage-head.module.css';
import { targetWords } from '../run/selectors';
import { whoseArrows } from './whose-arrows';

const selectTitle = (state: State): string => {
  const mixture = mixtureOrNull(planeOf(settingsOf(state)));
  const settings = settingsOf(state);
  if (state.model.pack?.guides.length === 0 || mixture === null) return 'The model alone';
  const words = targetWords(mixture.classes, settings.target);
  if (settings.layout.scales === 'row') return `Toward ${words}, at several scales`;
  if (settings.guidanceScale === 0) return 'At s = 0, not guided';
  return `Guided toward ${words}`;
};
const selectIsGuided = (state: State): boolean => selectTitle(state).includes('oward');
const selectAside = (state: State): string => {
  const { points, t, particles, isPreview } = sceneOf(state);
  if (points === null) return mixtureOrNull(planeOf(settingsOf(state))) === null ? '' : 'the data';
  const what = isPreview ? 'what the networks make by now' : t < 0 ? 'finished' : `x at t = ${t}`;
  return `${what}, ${particles} points`;
};

export function StageHead(): ReactElement {
  const title = useNudge(selectTitle);
  const guided = useNudge(selectIsGuided);
  const aside = useNudgeFrame(selectAside);
  const whose = useNudgeFrame(whoseArrows);
  return (
    <div className={styles.head}>
      <b data-guided={guided}>{title}</b>
      <span>{aside}</span>
      {whose !== '' && <p>{whose}</p>}
    </div>
  );
}
