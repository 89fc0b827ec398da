// The noisy classifier's belief in every class over the noise levels: how it decays.

import { useCallback, type ReactElement } from 'react';
import { BeliefMap } from '../../../plots/belief-map';
import { drawBeliefs } from '../../../plots/draw-beliefs';
import type { State } from '../../../history/state';
import { useNudge } from '../../../store/use-store';
import { selectClasses, trainTimestepsOf } from '../../run/selectors';
import { usePainted } from '../../run/use-painted';
import { selectNoise, selectTrueClass } from '../../picture/shown';
import { overTOf } from '../../../worlds/images/noise-state';
import { useNoiseActions } from '../../../worlds/images/use-noise';

export function BeliefOverLevels(): ReactElement | null {
  const classes = useNudge(selectClasses);
  const truth = useNudge(selectTrueClass);
  const T = useNudge(trainTimestepsOf);
  const { t } = useNudge(selectNoise);
  const noise = useNoiseActions();
  const canvas = usePainted(paint);
  const pick = useCallback((share: number) => noise.setLevel(share * (T - 1)), [noise, T]);
  if (classes.length === 0) return null;
  return (
    <BeliefMap
      label="Belief of the noisy classifier in each class, over t"
      labels={classes}
      highlighted={truth ?? -1}
      canvas={canvas}
      cursor={t / Math.max(1, T - 1)}
      onPick={pick}
      hoverPicks={false}
    />
  );
}

function paint(canvas: HTMLCanvasElement, state: State): void {
  const { points } = overTOf(state);
  const rows = Math.max(1, selectClasses(state).length);
  const beliefs = points.map((point) => point?.beliefs ?? null);
  drawBeliefs(canvas, beliefs, rows, 'model');
}
