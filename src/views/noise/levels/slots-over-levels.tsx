// The belief in each attribute of the picture, or where it is not known in what was read of it at the least noise, over all
// noise levels: which of them survives longest.

import { useCallback, type ReactElement } from 'react';
import { BeliefMap } from '../../../plots/belief-map';
import { drawBeliefs } from '../../../plots/draw-beliefs';
import type { State } from '../../../history/state';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { guideOf } from '../../../terms/pack-info';
import { noiseOf } from '../../../worlds/images/noise-state';
import { useNoiseActions } from '../../../worlds/images/use-noise';
import { trainTimestepsOf } from '../../run/selectors';
import { usePainted } from '../../run/use-painted';
import styles from '../section.module.css';
import { selectNoise, selectSlotsRead } from '../../picture/shown';
import { areTrue, beliefsIn, outlives } from '../../picture/slots-read';

const selectTitle = (state: State): string =>
  state.model.pack === null ? '' : (guideOf(state.model.pack)?.title ?? '');

export function SlotsOverLevels(): ReactElement | null {
  const read = useNudgeFrame(selectSlotsRead);
  const title = useNudge(selectTitle);
  const T = useNudge(trainTimestepsOf);
  const { t } = useNudge(selectNoise);
  const noise = useNoiseActions();
  const canvas = usePainted(paint);
  const pick = useCallback((share: number) => noise.setLevel(share * (T - 1)), [noise, T]);
  if (read === null) return null;
  return (
    <>
      <p className={styles.facts}>
        Belief of “{title}” in what {areTrue(read) ? 'the picture is of' : 'it reads at the least noise'}:{' '}
        {read.map(({ name, labels, label }) => `${name} ${labels[label]}`).join(', ')}. {outlives(read)}
      </p>
      <BeliefMap
        label={`Belief in each attribute over t, half of it left up to: ${read.map(({ name, until }) => `${name} t ${until}`).join(', ')}`}
        labels={read.map(({ name }) => name)}
        labelsAt="end"
        highlighted={-1}
        canvas={canvas}
        cursor={t / Math.max(1, T - 1)}
        onPick={pick}
        hoverPicks={false}
      />
    </>
  );
}

function paint(canvas: HTMLCanvasElement, state: State): void {
  const read = selectSlotsRead(state);
  const { points } = noiseOf(state).overT;
  const rows = Math.max(1, read?.length ?? 1);
  const beliefs = read === null ? [] : points.map((point) => beliefsIn(read, point?.beliefs ?? null));
  drawBeliefs(canvas, beliefs, rows, 'model');
}
