// All values of a plot as a table, over the page.

import { useLayoutEffect, useRef, type ReactElement } from 'react';
import styles from './plot-table.module.css';
import type { Reading } from './reading';

interface PlotTableProps {
  readonly name: string;
  readonly reading: Reading;
  readonly onClose: () => void;
}

export function PlotTable({ name, reading, onClose }: PlotTableProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      role="dialog"
      className={styles.dialog}
      aria-label={`${name}, all values`}
      onClose={onClose}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) currentTarget.close();
      }}
    >
      <div className={styles.head}>
        <h2 className={styles.title}>{name}</h2>
        <button type="button" className={styles.close} onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <div className={styles.scroll} role="region" aria-label="Values" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {reading.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {reading.rows.map(({ at, cells: [first, ...rest] }) => (
              <tr key={at}>
                <th scope="row">{first}</th>
                {rest.map((cell, i) => (
                  <td key={reading.columns[i + 1]}>{cell === '' ? '–' : cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </dialog>
  );
}
