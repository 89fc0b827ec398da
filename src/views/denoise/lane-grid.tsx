// All lanes of a grid, small: a radio group of pictures, of which the chosen one is large. A twin stands beside its
// guided lane.

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useMemo, type CSSProperties, type ReactElement } from 'react';
import type { LaneLayout } from '../../store/layouts';
import type { State } from '../../store/state';
import { useActions, useNudge, useNudgeFrame } from '../../store/use-store';
import type { Lane } from '../../terms/lane';
import {
  labelOf,
  lanesOnScreen,
  selectClasses,
  selectFinished,
  selectHasTwins,
  selectLarge,
  selectSettings,
  selectStep,
  selectVerdicts,
} from '../run/frame';
import styles from './lane-grid.module.css';
import { paintXtOf } from './paint';
import { usePainted } from '../run/use-painted';

const TITLES: Readonly<Partial<Record<LaneLayout, string>>> = {
  pair: '',
  seeds9: 'Nine seeds',
  seeds16: 'Sixteen seeds',
  scales: 'Six scales',
};

/** Guided lanes come first, then as many twins, if any. */
function cellsOf(lanes: readonly Lane[], twins: boolean): readonly (readonly number[])[] {
  const count = twins ? lanes.length / 2 : lanes.length;
  return Array.from({ length: count }, (_, cell) => (twins ? [cell, cell + count] : [cell]));
}

export function LaneGrid(): ReactElement {
  const actions = useActions();
  const settings = useNudge(selectSettings);
  const step = useNudgeFrame(selectStep);
  const large = useNudgeFrame(selectLarge);
  const twins = useNudgeFrame(selectHasTwins);
  const lanes = step?.lanes ?? [];
  const cells = cellsOf(lanes, twins);
  const columns = cells.length > 9 ? 4 : 3;
  const style: CSSProperties & Record<`--${string}`, number> = {
    '--columns': columns,
    '--rows': Math.max(1, Math.ceil(cells.length / columns)),
  };
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>
        <b>{TITLES[settings.lanes]}</b>
        <span className={styles.aside}>{twins ? 'guided | not guided' : 'choose one to see it large'}</span>
      </figcaption>
      <RadioGroup<number>
        className={styles.grid}
        style={style}
        aria-label="Large lane"
        value={large}
        onValueChange={actions.setLarge}
      >
        {cells.map((cell) => (
          <div key={cell[0]} className={styles.cell}>
            {cell.map((lane, place) => (
              <Cell key={lane} index={lane} twin={place > 0} />
            ))}
          </div>
        ))}
      </RadioGroup>
    </figure>
  );
}

function Cell({ index, twin }: { index: number; twin: boolean }): ReactElement | null {
  const paint = useMemo(() => paintXtOf(() => index), [index]);
  const canvas = usePainted(paint);
  const classes = useNudge(selectClasses);
  const settings = useNudge(selectSettings);
  const finished = useNudgeFrame(selectFinished);
  const verdict = useNudge(selectVerdicts)?.[index];
  const lane = useNudgeFrame(useMemo(() => (state: State) => lanesOnScreen(state)[index], [index]));
  if (lane === undefined) return null;
  const name = settings.lanes === 'scales' ? `s = ${lane.guidanceScale}` : `seed ${lane.seed}`;
  const full = twin ? `${name}, not guided` : name;
  const judged = finished && verdict !== undefined ? labelOf(classes, verdict.label) : null;
  return (
    <Radio.Root<number>
      className={styles.option}
      value={index}
      aria-label={judged === null ? full : `${full}, judge: ${judged}`}
    >
      <canvas ref={canvas} className={styles.canvas} width={28} height={28} aria-hidden="true" />
      <span className={styles.label}>
        <span>{settings.lanes === 'scales' ? name : twin ? '' : lane.seed}</span>
        {judged !== null && <b className={styles.judged}>{judged}</b>}
      </span>
    </Radio.Root>
  );
}
