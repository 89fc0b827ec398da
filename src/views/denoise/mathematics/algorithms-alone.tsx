// What runs where nothing guides: ancestral sampling (Ho et al. 2020, algorithm 2) and DDIM (Song et al. 2021, eq. 12),
// without a gradient.

import type { ReactElement } from 'react';
import { EndLine, Line, LoopLine, StartLine } from './algorithm-line';
import type { AlgorithmValues } from './algorithm-values';
import { MeanLine } from './algorithm-1';
import type { Phase } from '../looking';
import { Arrow, Op } from './operator';
import { SymbolButton } from './symbol-button';

const IN_PREDICTION: readonly Phase[] = ['prediction', 'mean'];
const IN_NEXT: readonly Phase[] = ['noise', 'next'];

export function Ancestral(values: AlgorithmValues): ReactElement {
  return (
    <>
      <StartLine {...values} />
      <LoopLine {...values} />
      <MeanLine {...values} />
      <Line inside value={values.xPrev} phases={IN_NEXT}>
        <SymbolButton of="xPrev" />
        <Op left={0.28} right={0.28}>
          ∼
        </Op>
        <Op>N</Op>
        <Op>(</Op>
        <SymbolButton of="mean" />
        <Op right={0.17}>,</Op>
        <SymbolButton of="variance" />
        <Op>)</Op>
      </Line>
      <EndLine />
    </>
  );
}

export function PlainDdim(values: AlgorithmValues): ReactElement {
  return (
    <>
      <StartLine {...values} />
      <LoopLine {...values} />
      <Line inside value={values.predX0} phases={IN_PREDICTION}>
        <SymbolButton of="predX0" />
        <Arrow />
        <Op>(</Op>
        <SymbolButton of="xt" />
        <Op left={0.2} right={0.2}>
          −
        </Op>
        <SymbolButton of="residual" />
        <SymbolButton of="eps" />
        <Op>)</Op>
        <Op>/</Op>
        <SymbolButton of="signal" />
      </Line>
      <Line inside value={values.xPrev} phases={IN_NEXT}>
        <SymbolButton of="xPrev" />
        <Arrow />
        <SymbolButton of="signalPrev" />
        <SymbolButton of="predX0" />
        <Op left={0.12} right={0.12}>
          +
        </Op>
        <SymbolButton of="residualPrev" />
        <SymbolButton of="eps" />
      </Line>
      <EndLine />
    </>
  );
}
