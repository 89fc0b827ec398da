// All lanes of a grid, small: a radio group of pictures, of which the chosen one is large. A twin stands beside its
// guided lane.

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useMemo, type CSSProperties, type ReactElement } from 'react';
import type { Arrangement } from '../../../history/arrangement';
import type { State } from '../../../history/state';
import { useActions, useNudge, useNudgeFrame } from '../../../store/use-store';
import {
  arrangementOf,
  guideOfCell,
  lanesOnScreen,
  selectGuide,
  selectPack,
  selectFinished,
  selectHasTwins,
  selectLarge,
  selectVerdicts,
} from '../../run/selectors';
import { verdictInShort } from '../../run/slot-states';
import styles from './lane-grid.module.css';
import { paintCellOf } from './paint';
import { noiseOf, type GridPicture } from '../../../worlds/images/noise-state';
import { useNoiseActions } from '../../../worlds/images/use-noise';
import { Toggle } from '../../../controls/button';
import { usePainted } from '../../run/use-painted';

const COUNTS: Readonly<Record<number, string>> = { 6: 'Six', 9: 'Nine', 16: 'Sixteen' };

/** "Nine seeds", "Six scales" */
function titleOf({ scales, seeds, guides }: Arrangement): string {
  if (guides !== undefined) return 'Each guide';
  const [count, what] = scales.length > 1 ? [scales.length, 'scales'] : [seeds, 'seeds'];
  return `${COUNTS[count] ?? count} ${what}`;
}

const selectGrid = (state: State): GridPicture => noiseOf(state).grid;

export function LaneGrid(): ReactElement {
  const actions = useActions();
  const noise = useNoiseActions();
  const grid = useNudge(selectGrid);
  const arrangement = useNudgeFrame(arrangementOf);
  const large = useNudgeFrame(selectLarge);
  const twins = useNudgeFrame(selectHasTwins);
  const count = arrangement === null ? 0 : arrangement.scales.length * arrangement.seeds;
  const cells = Array.from({ length: count }, (_, cell) => {
    const twin = arrangement?.twinOf(cell) ?? null;
    return twin === null ? [cell] : [cell, twin];
  });
  const columns = cells.length > 9 ? 4 : cells.length > 3 ? 3 : 2;
  const style: CSSProperties & Record<`--${string}`, number> = {
    '--columns': columns,
    '--rows': Math.max(1, Math.ceil(cells.length / columns)),
  };
  return (
    <figure className={styles.figure} data-names={arrangement?.guides && ''}>
      <figcaption className={styles.title}>
        <b>{arrangement === null ? '' : titleOf(arrangement)}</b>
        <span className={styles.aside}>{twins ? 'guided | not guided' : 'choose one to see it large'}</span>
        <span className={styles.shown}>
          <Toggle
            pressed={grid === 'x0'}
            onChange={(on) => noise.setGrid(on ? 'x0' : 'xt')}
            about="While the run goes on, each small picture is x̂₀, what the model expects at the end; else x_t, which is mostly noise. Finished pictures are x_0 either way."
          >
            x̂₀
          </Toggle>
        </span>
      </figcaption>
      <RadioGroup<number>
        className={styles.grid}
        style={style}
        aria-label="Large lane"
        value={large}
        onValueChange={actions.setFocus}
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

const selectIsRow = (state: State): boolean => (arrangementOf(state)?.scales.length ?? 1) > 1;

function Cell({ index, twin }: { index: number; twin: boolean }): ReactElement | null {
  const paint = useMemo(() => paintCellOf(index), [index]);
  const canvas = usePainted(paint);
  const pack = useNudge(selectPack);
  const chosen = useNudge(selectGuide);
  const ofCell = useNudge(useMemo(() => (state: State) => guideOfCell(state, index), [index]));
  const isRow = useNudge(selectIsRow);
  const finished = useNudgeFrame(selectFinished);
  const verdict = useNudge(selectVerdicts)?.[index];
  const lane = useNudgeFrame(useMemo(() => (state: State) => lanesOnScreen(state)[index], [index]));
  if (lane === undefined) return null;
  const name =
    ofCell === undefined
      ? isRow
        ? `s = ${lane.guidanceScale}`
        : `seed ${lane.seed}`
      : (ofCell?.title ?? 'not guided');
  const full = twin ? `${name}, not guided` : name;
  const judged =
    finished && verdict !== undefined && pack !== null
      ? verdictInShort(pack, ofCell ?? chosen, lane.target, verdict)
      : null;
  return (
    <Radio.Root<number>
      className={styles.option}
      value={index}
      aria-label={judged === null ? full : `${full}, judge: ${judged}`}
    >
      <canvas ref={canvas} className={styles.canvas} width={28} height={28} aria-hidden="true" />
      <span className={styles.label}>
        <span>{isRow || ofCell !== undefined ? name : twin ? '' : lane.seed}</span>
        {judged !== null && <b className={styles.judged}>{judged}</b>}
      </span>
    </Radio.Root>
  );
}
