// Algorithm 1 of Dhariwal & Nichol 2021: the mean of the reverse step is shifted by s·Σ·g.

import type { ReactElement } from 'react';
import { EndLine, GradientLine, Line, LoopLine, StartLine } from './algorithm-line';
import type { AlgorithmValues } from './algorithm-values';
import type { Phase } from '../looking';
import { Arrow, Op } from './operator';
import { SymbolButton } from './symbol-button';

const IN_MEAN: readonly Phase[] = ['prediction', 'mean'];
const IN_NEXT: readonly Phase[] = ['noise', 'next'];

export function Algorithm1(values: AlgorithmValues): ReactElement {
  return (
    <>
      <StartLine {...values} />
      <LoopLine {...values} />
      <MeanLine {...values} />
      <GradientLine {...values} />
      <Line inside value={values.nudge} phases={IN_NEXT}>
        <SymbolButton of="xPrev" />
        <Op left={0.28} right={0.28}>
          ∼
        </Op>
        <Op>N</Op>
        <Op>(</Op>
        <SymbolButton of="mean" />
        <Op left={0.2} right={0.2}>
          +
        </Op>
        <SymbolButton of="nudge" />
        <Op right={0.17}>,</Op>
        <SymbolButton of="variance" />
        <Op>)</Op>
      </Line>
      <EndLine />
    </>
  );
}

export function MeanLine({ mean }: Pick<AlgorithmValues, 'mean'>): ReactElement {
  return (
    <Line inside value={mean} phases={IN_MEAN}>
      <SymbolButton of="mean" />
      <Op right={0.17}>,</Op>
      <SymbolButton of="variance" />
      <Arrow />
      <SymbolButton of="eps">
        <msub>
          <mi>μ</mi>
          <mi>θ</mi>
        </msub>
      </SymbolButton>
      <Op>(</Op>
      <SymbolButton of="xt" />
      <Op>)</Op>
      <Op right={0.17}>,</Op>
      <SymbolButton of="variance">
        <msub>
          <mi mathvariant="normal">Σ</mi>
          <mi>t</mi>
        </msub>
      </SymbolButton>
    </Line>
  );
}
