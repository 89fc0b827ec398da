// A line of an algorithm: what it does and its live value, lit while it runs. And the lines that both algorithms share.

import type { ReactElement, ReactNode } from 'react';
import { Formula, Xt } from '../../../controls/symbols';
import styles from '../../run/algorithm-line.module.css';
import type { AlgorithmValues } from './algorithm-values';
import { useLooking, type Phase } from '../looking';
import { Arrow, Op } from './operator';
import { SymbolButton } from './symbol-button';
import { ValueOfGuide } from './value-of-guide';

interface LineProps {
  /** The phases of a slow motion in which this line runs. */
  readonly phases?: readonly Phase[];
  readonly value?: ReactNode;
  /** Inside the loop. */
  readonly inside?: boolean;
  /** Lit while nothing runs slowly: the line that guides. */
  readonly lit?: boolean;
  readonly children: ReactNode;
}

export function Line({ value, inside = false, lit = false, phases, children }: LineProps): ReactElement {
  const { phase } = useLooking();
  const runs = phase === null ? lit : (phases?.includes(phase) ?? false);
  return (
    <div className={styles.line} data-inside={inside} data-lit={runs}>
      <span>{children}</span>
      {value !== undefined && <span className={styles.value}>{value}</span>}
    </div>
  );
}

export function StartLine({ seed }: Pick<AlgorithmValues, 'seed'>): ReactElement {
  return (
    <Line value={`seed ${seed}`}>
      <SymbolButton of="xT" />
      <Op left={0.28} right={0.28}>
        ∼
      </Op>
      <Formula>
        <mi>N</mi>
        <mo stretchy="false">(</mo>
        <mn>0</mn>
        <mo>,</mo>
        <mi>I</mi>
        <mo stretchy="false">)</mo>
      </Formula>
    </Line>
  );
}

const IN_LOOP: readonly Phase[] = ['xt'];

export function LoopLine({ t, range }: Pick<AlgorithmValues, 't' | 'range'>): ReactElement {
  return (
    <Line value={`t = ${t}`} phases={IN_LOOP}>
      for each <SymbolButton of="t" /> <span className={styles.range}>{range}</span>
    </Line>
  );
}

const IN_GRADIENT: readonly Phase[] = ['nudge'];

export function GradientLine({ gradient }: Pick<AlgorithmValues, 'gradient'>): ReactElement {
  return (
    <Line inside lit value={gradient} phases={IN_GRADIENT}>
      <SymbolButton of="gradient" />
      <Arrow />
      <Formula>
        <msub>
          <mo>∇</mo>
          <Xt />
        </msub>
      </Formula>
      <ValueOfGuide />
    </Line>
  );
}

export function EndLine(): ReactElement {
  return (
    <Line>
      return <SymbolButton of="x0" />
    </Line>
  );
}
