// Above the plane: what is guided toward what, and where in the run we are.

import type { ReactElement } from 'react';
import { mixtureOrNull } from '../../store/plane-source';
import { planeOf } from '../../store/plane-settings';
import type { State } from '../../store/state';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { sceneOf } from './scene';
import styles from './stage-head.module.css';

const selectTitle = (state: State): string => {
  const mixture = mixtureOrNull(planeOf(state.settings));
  const { target, guidanceScale, lanes } = state.settings;
  if (state.model.pack?.classes.length === 0 || mixture === null) return 'The model alone';
  if (guidanceScale === 0 && lanes === 'points') return 'Not guided';
  return `Guided toward ${mixture.classes[target] ?? target}`;
};
const selectIsGuided = (state: State): boolean => selectTitle(state).startsWith('Guided');
const selectAside = (state: State): string => {
  const { points, t, particles, isPreview } = sceneOf(state);
  if (points === null) return mixtureOrNull(planeOf(state.settings)) === null ? '' : 'the data';
  const what = isPreview ? 'what the networks make by now' : t < 0 ? 'finished' : `x at t = ${t}`;
  return `${what}, ${particles} points`;
};

export function StageHead(): ReactElement {
  const title = useNudge(selectTitle);
  const guided = useNudge(selectIsGuided);
  const aside = useNudgeFrame(selectAside);
  return (
    <div className={styles.head}>
      <b data-guided={guided}>{title}</b>
      <span>{aside}</span>
    </div>
  );
}
