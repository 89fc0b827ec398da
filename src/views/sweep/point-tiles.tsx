// Points of the plane, a square a row: all seeds at once. A square opens on the Plane, with all points of its scale.

import { useEffect, useRef, type ReactElement } from 'react';
import { useNudge, useOpened } from '../../store/use-store';
import { settingsOf } from '../../history/state';
import { tokenColor } from '../../plots/token-colors';
import type { SweepOf } from '../../sweep/asked';
import { REACH } from '../../worlds/plane/drawn-points';
import { useSibling } from '../siblings';
import type { View } from '../view';
import { runHash } from './run-hash';
import styles from './samples.module.css';
import { selectChoice, selectSweep, type ShownRow } from './shown';

const showsRun = ({ shows }: View): boolean => shows.run;
const SIZE = 240;

interface PointTilesProps {
  readonly of: SweepOf;
  readonly rows: readonly ShownRow[];
}

export function PointTiles({ of, rows }: PointTilesProps): ReactElement {
  const { world } = useOpened();
  const settings = useNudge(settingsOf);
  const choice = useNudge(selectChoice);
  const run = useSibling(showsRun);
  useNudge(selectSweep);
  return (
    <div className={styles.tiles} role="group" aria-label={`Samples: ${rows.length} rows of points`}>
      {rows.map((row) => (
        <a
          key={row.name}
          className={styles.tile}
          href={runHash(run, world, settings, choice, of, { ...row, seed: of.settings.seed })}
          aria-label={`${row.inWords}: ${row.samples.length} points; opens on the Plane`}
        >
          <Tile row={row} />
          <span translate="no">{row.name}</span>
        </a>
      ))}
    </div>
  );
}

function Tile({ row }: { readonly row: ShownRow }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const color = (token: `--${string}`): string => `rgb(${tokenColor(element, token).join(' ')} / 0.75)`;
    const colors: Readonly<Record<string, string>> = {
      true: color('--guide'),
      false: color('--ink-3'),
      undefined: color('--model'),
    };
    const scale = SIZE / (2 * REACH);
    context.clearRect(0, 0, SIZE, SIZE);
    for (const { x0, verdict } of row.samples) {
      if (x0 === null) continue;
      context.fillStyle = colors[String(verdict?.accepted)] ?? '';
      context.beginPath();
      context.arc((x0[0]! + REACH) * scale, (REACH - x0[1]!) * scale, 3, 0, 2 * Math.PI);
      context.fill();
    }
  }, [row]);
  return <canvas ref={canvas} width={SIZE} height={SIZE} aria-hidden="true" />;
}
