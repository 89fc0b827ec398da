// Classifier-free guidance (Ho & Salimans 2022): the denoiser is asked twice, and the step goes on with the combination.

import type { ReactElement } from 'react';
import { Formula } from '../../../controls/symbols';
import type { State } from '../../../history/state';
import { useNudge } from '../../../store/use-store';
import type { PredictionType } from '../../../terms/scheduler';
import { selectAlways, selectPack } from '../../run/selectors';
import type { Phase } from '../looking';
import { EndLine, Line, LoopLine, StartLine } from './algorithm-line';
import type { AlgorithmValues } from './algorithm-values';
import { Arrow, Op } from './operator';
import { SymbolButton } from './symbol-button';

const IN_PREDICTION: readonly Phase[] = ['prediction'];
const IN_NUDGE: readonly Phase[] = ['nudge'];
const IN_MEAN: readonly Phase[] = ['mean'];
const IN_NEXT: readonly Phase[] = ['noise', 'next'];

const PREDICTED: Readonly<Record<PredictionType, string>> = { epsilon: 'ε', sample: 'x₀', v_prediction: 'v' };

/** What the network predicts. */
export const selectPredicted = (state: State): string =>
  PREDICTED[selectPack(state)?.scheduler.predictionType ?? 'epsilon'];

export function ClassifierFree({
  sampler,
  ...values
}: AlgorithmValues & { readonly sampler: 'ddpm' | 'ddim' }): ReactElement {
  const always = useNudge(selectAlways);
  return (
    <>
      <StartLine {...values} />
      <LoopLine {...values} />
      {!always && (
        <Line inside phases={IN_PREDICTION}>
          <SymbolButton of="withoutClass" />
          <Arrow />
          <Asked />
          <Formula>
            <mi>∅</mi>
          </Formula>
          <Op>)</Op>
        </Line>
      )}
      <Line inside phases={IN_PREDICTION} {...(always ? {} : { value: values.apart })}>
        <SymbolButton of="withClass" />
        <Arrow />
        <Asked />
        <SymbolButton of="y" />
        <Op>)</Op>
      </Line>
      {!always && (
        <Line inside lit value={values.scales} phases={IN_NUDGE}>
          <SymbolButton of="combined" />
          <Arrow />
          <SymbolButton of="withoutClass" />
          <Op left={0.2} right={0.2}>
            +
          </Op>
          <SymbolButton of="scale" />
          <Op>(</Op>
          <SymbolButton of="withClass" />
          <Op left={0.2} right={0.2}>
            −
          </Op>
          <SymbolButton of="withoutClass" />
          <Op>)</Op>
        </Line>
      )}
      <Line inside value={values.guidedPredX0} phases={IN_MEAN}>
        <SymbolButton of="guidedPredX0" />
        <Op left={0.28} right={0.28}>
          of
        </Op>
        <SymbolButton of="xt" />
        <Op right={0.17}>,</Op>
        {always ? <SymbolButton of="withClass" /> : <SymbolButton of="combined" />}
      </Line>
      <Line inside value={values.ddimNudge} phases={IN_NEXT}>
        <SymbolButton of="xPrev" />
        <Op left={0.28} right={0.28}>
          {sampler === 'ddpm' ? '∼' : 'of'}
        </Op>
        {sampler === 'ddpm' && <Op>N(μ(</Op>}
        <SymbolButton of="xt" />
        <Op right={0.17}>,</Op>
        <SymbolButton of="guidedPredX0" />
        {sampler === 'ddpm' && (
          <>
            <Op>)</Op>
            <Op right={0.17}>,</Op>
            <SymbolButton of="variance" />
            <Op>)</Op>
          </>
        )}
      </Line>
      <EndLine />
    </>
  );
}

function Asked(): ReactElement {
  return (
    <>
      <Formula>
        <msub>
          <mi>p</mi>
          <mi>θ</mi>
        </msub>
      </Formula>
      <Op>(</Op>
      <SymbolButton of="xt" />
      <Op right={0.17}>,</Op>
      <SymbolButton of="t" />
      <Op right={0.17}>,</Op>
    </>
  );
}
