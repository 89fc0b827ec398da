// What a person expects before they see it: real radio buttons, in a group of their own.

import { useId, type ReactElement } from 'react';
import type { Page } from './lesson';
import styles from './lesson-region.module.css';
import { Words } from './words';

interface PredictionProps {
  readonly page: Page;
  readonly chosen: number | null;
  readonly onChoose: (option: number) => void;
  /** Of the options, by their index, where not all are shown. */
  readonly only?: readonly number[] | undefined;
}

export function Prediction({ page, chosen, onChoose, only }: PredictionProps): ReactElement {
  const name = useId();
  return (
    <fieldset className={styles.prediction}>
      <legend>Your prediction</legend>
      <p>
        <Words text={page.asks} />
      </p>
      {page.options.map(
        (option, index) =>
          (only?.includes(index) ?? true) && (
            <label key={option} className={styles.option}>
              <input type="radio" name={name} checked={chosen === index} onChange={() => onChoose(index)} />
              <span>
                <Words text={option} />
              </span>
            </label>
          ),
      )}
    </fieldset>
  );
}
