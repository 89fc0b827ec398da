// A line of an algorithm: what it does, the live value, and the light while it runs. And the lines that both
// algorithms share.

import type { ReactElement, ReactNode } from 'react';
import { Formula, Log, Xt } from '../../controls/symbols';
import styles from './algorithm-line.module.css';
import { useLooking, type Phase } from './looking';
import { SymbolButton } from './symbol-button';

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

export function StartLine({ seed }: { seed: number }): ReactElement {
  return (
    <Line value={`seed ${seed}`}>
      <Formula>
        <msub>
          <mi>x</mi>
          <mi>T</mi>
        </msub>
        <mo>∼</mo>
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

export function LoopLine({ t, range }: { t: string; range: string }): ReactElement {
  return (
    <Line value={`t = ${t}`} phases={IN_LOOP}>
      for each t <span className={styles.range}>{range}</span>
    </Line>
  );
}

const IN_GRADIENT: readonly Phase[] = ['nudge'];

export function GradientLine({ rms }: { rms: string }): ReactElement {
  return (
    <Line inside lit value={`rms g ${rms}`} phases={IN_GRADIENT}>
      <SymbolButton of="gradient" />
      <Formula>
        <mo lspace="0.28em" rspace="0.28em">
          ←
        </mo>
        <msub>
          <mo>∇</mo>
          <Xt />
        </msub>
        <Log />
        <msub>
          <mi>p</mi>
          <mi>φ</mi>
        </msub>
        <mo stretchy="false">(</mo>
        <mi>y</mi>
        <mo lspace="0.22em" rspace="0.22em">
          |
        </mo>
      </Formula>
      <SymbolButton of="xt" />
      <Formula>
        <mo stretchy="false">)</mo>
      </Formula>
    </Line>
  );
}

export function EndLine(): ReactElement {
  return (
    <Line>
      return{' '}
      <Formula>
        <msub>
          <mi>x</mi>
          <mn>0</mn>
        </msub>
      </Formula>
    </Line>
  );
}
