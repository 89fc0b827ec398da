// The grid of samples, a row a scale and a column a seed: one canvas, with a button over each cell. Pointing at a seed
// lights it in all rows; a cell opens in Denoise.

import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import { Info } from '../../controls/info';
import { Progress } from '../../controls/progress';
import { sentenceText } from '../../diffusion/words/sentence';
import { formatSmall } from '../../plots/format';
import { paintSample } from '../../plots/pixels';
import { settingsOf, type State } from '../../history/state';
import { useNudge, useNudgeFrame, useOpened } from '../../store/use-store';
import { drawnShape } from '../../terms/planes';
import type { SampleShape } from '../../terms/sample';
import { SHOWN_SEEDS } from '../../sweep/finished';
import { sameRow, type Cell, type Sampled } from '../../sweep/sampled';
import { labelOf, selectClasses, selectLoading, selectShape } from '../run/selectors';
import { useSibling } from '../siblings';
import type { View } from '../view';
import { PointTiles } from './point-tiles';
import { runHash } from './run-hash';
import { SampleLink } from './sample-link';
import { selectAsked, selectChoice, selectRows, selectSweep, shortName, type ShownRow } from './shown';
import styles from './samples.module.css';

const showsRun = ({ shows }: View): boolean => shows.run;
const selectBatch = (state: State): readonly Cell[] | null => selectSweep(state).batch?.cells ?? null;

const NO_CELLS: readonly Cell[] = [];
const NO_ROWS: readonly ShownRow[] = [];

interface Shown {
  readonly sample: Sampled | null;
  readonly isShipped: boolean;
}

function shownAt(row: ShownRow, seed: number): Shown {
  const here = row.here.get(seed);
  const sample = here ?? row.shipped?.get(seed) ?? null;
  return { sample, isShipped: here === undefined && sample !== null };
}

export function Samples(): ReactElement {
  const of = useNudge(selectAsked);
  const rows = useNudgeFrame(selectRows);
  const loading = useNudgeFrame(selectLoading);
  const shape = useNudge(selectShape);
  const classes = useNudge(selectClasses);
  const { world } = useOpened();
  const settings = useNudge(settingsOf);
  const choice = useNudge(selectChoice);
  const batch = useNudgeFrame(selectBatch) ?? NO_CELLS;
  const run = useSibling(showsRun);
  const hashOf = useCallback(
    (cell: Cell) => (of === null ? '' : runHash(run, world, settings, choice, of, cell)),
    [run, world, settings, choice, of],
  );
  const [lit, setLit] = useState<Cell | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { seed = 0, seeds = 0 } = of?.settings ?? {};
  const columns = Math.min(seeds, SHOWN_SEEDS);
  const moveOn = useCallback((event: KeyboardEvent<HTMLElement>) => move(event, columns), [columns]);
  const seedList = useMemo(() => Array.from({ length: columns }, (_, i) => seed + i), [columns, seed]);
  const isText = of?.pack.text !== undefined;
  usePainted(canvas, isText ? NO_ROWS : rows, seedList, shape);
  const style: CSSProperties & Record<`--${string}`, number> = {
    '--columns': Math.max(1, columns),
    '--names': Math.max(2.8, 0.75 * Math.max(0, ...rows.map(({ name }) => shortName(name).length))),
    '--rows': Math.max(1, rows.length),
    '--ratio': drawnShape(shape)[1] / drawnShape(shape)[0],
    '--lit': lit === null ? -1 : lit.seed - seed,
  };
  const shipped = rows.some((row) => row.shipped !== null && row.here.size < columns);
  const said = lit === null ? null : wordsOf(lit, rows, (label) => labelOf(classes, label));
  return (
    <figure className={styles.figure} data-region="pictures">
      <figcaption className={styles.title}>
        <b>Samples</b>
        <Info about="the samples">
          <p>
            Each row is one guidance scale s, or one guidance interval, each column one seed: the same noise
            in every row. Framed in amber: it is read as something else than was asked for. A cell opens as
            the very run that made it.
          </p>
        </Info>
        <span className={styles.aside}>{asideOf(seeds, shipped, batch.length > 0)}</span>
      </figcaption>
      {of?.mixture ? (
        <PointTiles of={of} rows={rows} />
      ) : (
        <div className={styles.scroll}>
          <div className={styles.grid} data-text={isText} style={style} onPointerLeave={() => setLit(null)}>
            <div className={styles.names} aria-hidden="true" translate="no">
              {rows.map(({ name }) => (
                <span key={name}>{of?.guide === null ? '' : shortName(name)}</span>
              ))}
            </div>
            <div className={styles.cells} data-lit={lit !== null}>
              <canvas
                ref={canvas}
                className={styles.canvas}
                hidden={isText}
                role="img"
                aria-label={labelFor(rows, columns)}
              />
              {of !== null &&
                rows.map((row) =>
                  seedList.map((each) => {
                    const cell = { scale: row.scale, interval: row.interval, seed: each };
                    return (
                      <SampleLink
                        key={`${row.name} ${each}`}
                        {...cell}
                        {...shownAt(row, each)}
                        isBusy={batch.some((at) => sameRow(at, row) && at.seed === each)}
                        isFirst={each === seed && row === rows[0]}
                        isText={isText}
                        label={wordsOf(cell, rows, (label) => labelOf(classes, label))}
                        hashOf={hashOf}
                        onLight={setLit}
                        onMove={moveOn}
                      />
                    );
                  }),
                )}
              {lit !== null && <i className={styles.column} />}
            </div>
          </div>
        </div>
      )}
      <p className={styles.said} translate="no">
        {said ??
          (of === null || of.guide === null || of.mixture !== null
            ? ''
            : `Point at a sample to see its seed ${of.settings.vary === 'scale' ? 'at every s' : 'in every interval'}.`)}
      </p>
      {loading !== null && <Progress label="Loading model" loaded={loading.loaded} total={loading.total} />}
    </figure>
  );
}

const labelFor = (rows: readonly ShownRow[], columns: number): string =>
  `Samples: ${rows.length} ${rows.some(({ interval }) => interval !== null) ? 'intervals' : 'scales'}, ${columns} seeds`;

function asideOf(seeds: number, shipped: boolean, isBusy: boolean): string {
  const some = seeds > SHOWN_SEEDS ? `the first ${SHOWN_SEEDS} of ${seeds.toLocaleString('en')} seeds` : '';
  const origin = shipped ? (isBusy ? 'pale: precomputed' : 'precomputed') : '';
  return [origin, some].filter((each) => each !== '').join(', ');
}

function wordsOf(cell: Cell, rows: readonly ShownRow[], nameOf: (label: number) => string): string {
  const { seed } = cell;
  const row = rows.find((each) => sameRow(each, cell));
  if (row === undefined) return `seed ${seed}`;
  const where = `${row.inWords}, seed ${seed}`;
  const { sample, isShipped } = shownAt(row, seed);
  if (sample === null) return `${where}: not computed yet; opens as a run`;
  const origin = isShipped ? ', precomputed' : '';
  const { verdict, words } = sample;
  if (verdict === null) return `${where}${origin}; opens as a run`;
  const nats = Number.isNaN(verdict.nats) ? '' : formatSmall(verdict.nats);
  if (words !== undefined) {
    const says =
      verdict.accepted === null ? '' : verdict.accepted ? ', says it all' : ', does not say it all';
    return `${where}${origin}: ${sentenceText(words)}${says}${nats === '' ? '' : `, ${nats} nats a word`}; opens as a run`;
  }
  const read = nats === '' ? '' : `: judge reads ${nameOf(verdict.label)}, ${nats} nats for what was asked`;
  return `${where}${origin}${read}; opens as a run`;
}

/** Arrow keys go from cell to cell as the eye does. */
function move(event: KeyboardEvent<HTMLElement>, columns: number): void {
  const by = { ArrowUp: -columns, ArrowDown: columns, ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const cells = [...(event.currentTarget.parentElement?.querySelectorAll('a') ?? [])];
  cells[cells.findIndex((each) => each === event.currentTarget) + by]?.focus();
}

/** Only cells whose sample is another than before are painted. */
function usePainted(
  canvas: RefObject<HTMLCanvasElement | null>,
  rows: readonly ShownRow[],
  seeds: readonly number[],
  shape: SampleShape,
): void {
  const painted = useRef(new Map<string, Sampled | null>());
  useEffect(() => {
    const [height, width] = drawnShape(shape);
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const size = { width: Math.max(1, seeds.length) * width, height: Math.max(1, rows.length) * height };
    if (context.canvas.width !== size.width || context.canvas.height !== size.height) {
      Object.assign(context.canvas, size);
      painted.current.clear();
    }
    const image = context.createImageData(width, height);
    rows.forEach((row, y) => {
      seeds.forEach((seed, x) => {
        const { sample } = shownAt(row, seed);
        const key = `${x} ${y}`;
        if (painted.current.get(key) === sample) return;
        painted.current.set(key, sample);
        const x0 = sample?.x0 ?? null;
        if (x0 === null) {
          context.clearRect(x * width, y * height, width, height);
          return;
        }
        paintSample(x0, 0, shape, image.data);
        context.putImageData(image, x * width, y * height);
      });
    });
  }, [canvas, rows, seeds, shape]);
}
