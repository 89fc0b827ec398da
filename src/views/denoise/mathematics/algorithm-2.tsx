// Algorithm 2 of Dhariwal & Nichol 2021: the gradient is taken into ε, and DDIM does the rest.

import type { ReactElement } from 'react';
import { EndLine, GradientLine, Line, LoopLine, StartLine } from './algorithm-line';
import type { AlgorithmValues } from './algorithm-values';
import type { Phase } from '../looking';
import { Arrow, Op } from './operator';
import { SymbolButton } from './symbol-button';

const IN_PREDICTION: readonly Phase[] = ['prediction'];
const IN_MEAN: readonly Phase[] = ['mean'];
const IN_NEXT: readonly Phase[] = ['noise', 'next'];

export function Algorithm2(values: AlgorithmValues): ReactElement {
  return (
    <>
      <StartLine {...values} />
      <LoopLine {...values} />
      <GradientLine {...values} />
      <Line inside value={values.guidedEps} phases={IN_PREDICTION}>
        <SymbolButton of="guidedEps" />
        <Arrow />
        <SymbolButton of="eps">
          <msub>
            <mi>ε</mi>
            <mi>θ</mi>
          </msub>
        </SymbolButton>
        <Op>(</Op>
        <SymbolButton of="xt" />
        <Op>)</Op>
        <Minus />
        <SymbolButton of="scale" />
        <SymbolButton of="residual" />
        <SymbolButton of="gradient" />
      </Line>
      <Line inside value={values.guidedPredX0} phases={IN_MEAN}>
        <SymbolButton of="guidedPredX0" />
        <Arrow />
        <Op>(</Op>
        <SymbolButton of="xt" />
        <Minus />
        <SymbolButton of="residual" />
        <SymbolButton of="guidedEps" />
        <Op>)</Op>
        <Op>/</Op>
        <SymbolButton of="signal" />
      </Line>
      <Line inside value={values.ddimNudge} phases={IN_NEXT}>
        <SymbolButton of="xPrev" />
        <Arrow />
        <SymbolButton of="signalPrev" />
        <SymbolButton of="guidedPredX0" />
        <Op left={0.12} right={0.12}>
          +
        </Op>
        <SymbolButton of="residualPrev" />
        <SymbolButton of="guidedEps" />
      </Line>
      <EndLine />
    </>
  );
}

function Minus(): ReactElement {
  return (
    <Op left={0.2} right={0.2}>
      −
    </Op>
  );
}
