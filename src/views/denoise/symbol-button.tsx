// A symbol that explains itself when it is clicked: name, one sentence, picture.

import type { ReactElement } from 'react';
import { Formula } from '../../controls/symbols';
import { usePopups } from '../../controls/use-popups';
import { EXPLAINED, type Explained, type Quantity } from './explained';
import { ProbedPicture } from './probed-picture';
import styles from './symbol-button.module.css';

export function SymbolButton({ of }: { of: Quantity }): ReactElement {
  const popups = usePopups();
  const { symbol, name, sentence, paint }: Explained = EXPLAINED[of];
  const label = `Symbol ${name}`;
  const button = {
    className: styles.symbol,
    children: (
      <>
        <Formula>{symbol}</Formula>
        <span className={styles.hidden}> {label}</span>
      </>
    ),
  };
  if (popups === null) return <button type="button" {...button} />;
  return (
    <popups.InfoPopover button={button} name={label}>
      <p>
        <b>{name}</b> {sentence}
      </p>
      {paint !== null && (
        <div className={styles.picture}>
          <ProbedPicture label={`Picture of ${name}`} paint={paint} />
        </div>
      )}
    </popups.InfoPopover>
  );
}
