// A plot for the keyboard: a cursor that arrow keys move from value to value, each read out, and all values as a table.
// It lies over the plot and leaves the pointer to it; only the small button in the corner below the axes is its own.

import { useId, useState, type CSSProperties, type KeyboardEvent, type ReactElement } from 'react';
import { PLOT_WIDTH, type Box } from './line-layout';
import styles from './plot-reader.module.css';
import { PlotTable } from './plot-table';
import { rowAfter, rowNear, type Reading } from './reading';

interface PlotReaderProps {
  /** What the plot is called: its label up to the first colon. */
  readonly label: string;
  readonly reading: Reading;
  readonly box: Box;
  /** Above and below the box, in the plot's units. */
  readonly above?: number;
  readonly below?: number;
  /** Where the plot's own cursor is, in its units: the reading begins there. */
  readonly from?: number | null;
  /** The cursor was moved to a row's `at`. */
  readonly onPick?: ((at: number) => void) | undefined;
}

export function PlotReader(props: PlotReaderProps): ReactElement | null {
  const { label, reading, box, above = 0, below = 0, from = null, onPick } = props;
  const { rows } = reading;
  const [at, setAt] = useState<number | null>(null);
  const [asked, setAsked] = useState(false);
  const help = useId();
  if (rows.length === 0) return null;
  const name = label.split(/: |\. /)[0] ?? label;
  const index = at === null ? -1 : indexOf(at);
  const row = rows[index];

  /** Rows may have come since, and stand elsewhere in the list. */
  function indexOf(value: number): number {
    const found = rows.findIndex((each) => each.at === value);
    return found >= 0 ? found : rowNear(rows, from);
  }

  function key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      setAsked(true);
      return;
    }
    const next = rows[rowAfter(event.key, index < 0 ? rowNear(rows, from) : index, rows.length) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    setAt(next.at);
    onPick?.(next.at);
  }

  const full = above + box.height + below;
  const down = (y: number): string => `${((100 * (above + y)) / full).toFixed(2)}%`;
  const across = (x: number): string => `${((100 * x) / PLOT_WIDTH).toFixed(2)}%`;
  const line = (left: number): CSSProperties => ({
    left: across(left),
    top: down(box.top),
    height: `${((100 * (box.height - box.bottom - box.top)) / full).toFixed(2)}%`,
  });
  return (
    <>
      <div
        className={styles.reader}
        role="application"
        tabIndex={0}
        aria-label={`${name}, plot`}
        aria-describedby={help}
        onFocus={() => setAt(rows[rowNear(rows, from)]?.at ?? null)}
        onBlur={() => setAt(null)}
        onKeyDown={key}
      >
        {row !== undefined && (
          <>
            <i className={styles.line} style={line(row.left)} />
            {row.tops.map((top) => (
              <i key={top} className={styles.dot} style={{ left: across(row.left), top: down(top) }} />
            ))}
          </>
        )}
        <output className={styles.said}>{row?.text ?? ''}</output>
        <span id={help} hidden>
          Arrow keys, Home and End move the cursor. Enter opens all values as a table.
        </span>
      </div>
      <button
        type="button"
        className={styles.button}
        tabIndex={-1}
        style={{ top: down(box.height - box.bottom) }}
        aria-label={`${name} as a table`}
        aria-haspopup="dialog"
        onClick={() => setAsked(true)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9" />
        </svg>
      </button>
      {asked && <PlotTable name={name} reading={reading} onClose={() => setAsked(false)} />}
    </>
  );
}
