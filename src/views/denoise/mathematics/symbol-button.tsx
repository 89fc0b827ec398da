// A symbol that explains itself when it is clicked, tapped or pointed at: name, one sentence, picture or number.

import { useCallback, type ReactElement, type ReactNode } from 'react';
import { ExplainedButton } from '../../../controls/explained-button';
import { Formula } from '../../../controls/symbols';
import type { State } from '../../../history/state';
import { useNudgeFrame } from '../../../store/use-store';
import { EXPLAINED, type Explained, type Quantity } from './explained';
import { LegendOf } from '../pictures/legend-of';
import { ProbedPicture } from '../pictures/probed-picture';
import { saidOf } from './sentences';
import styles from './symbol-button.module.css';

const always = (): boolean => true;

interface SymbolButtonProps {
  readonly of: Quantity;
  /** MathML, where a formula writes it otherwise. */
  readonly children?: ReactNode;
}

export function SymbolButton({ of, children }: SymbolButtonProps): ReactElement {
  const { symbol, name, sentence, paint, value, pictured = always }: Explained = EXPLAINED[of];
  const isPictured = useNudgeFrame(pictured);
  const label = `Symbol ${name}`;
  const button = {
    className: styles.symbol,
    children: (
      <>
        <Formula>{children ?? symbol}</Formula>
        <span className={styles.hidden}> {label}</span>
      </>
    ),
  };
  return (
    <ExplainedButton button={button} name={label}>
      <p>
        <b>{name}</b>
        {value !== null && <Value of={value} />} <SentenceOf sentence={sentence} />
      </p>
      {paint !== null && isPictured && (
        <div className={styles.picture}>
          <ProbedPicture label={`Picture of ${name}`} paint={paint} />
          <LegendOf quantity={of} />
        </div>
      )}
    </ExplainedButton>
  );
}

/** A sentence on the step that is shown. */
export function SentenceOf({ sentence }: Pick<Explained, 'sentence'>): ReactElement {
  return <>{useNudgeFrame(useCallback((state: State) => sentence(saidOf(state)), [sentence]))}</>;
}

function Value({ of }: { of: (state: State) => string }): ReactElement | null {
  const text = useNudgeFrame(of);
  return text === '' ? null : <span className={styles.value}> = {text}.</span>;
}
