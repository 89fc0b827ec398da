// The rule in use with the numbers of the step that is shown: K updates (Diffusion-LM, Li et al. 2022, §4.3), or Algorithm 1,
// under DDIM 2 (Dhariwal & Nichol 2021). The lit line is the one that guides.

import type { ReactElement, ReactNode } from 'react';
import { ExplainedButton } from '../../controls/explained-button';
import { Info } from '../../controls/info';
import { Formula, PredX0 as X0Hat } from '../../controls/symbols';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import lines from '../run/algorithm-line.module.css';
import {
  selectLarge,
  selectPack,
  selectSampler,
  selectSettings,
  selectStep,
  selectTimesteps,
} from '../run/selectors';
import styles from './algorithm.module.css';
import { valuesOf, type AlgorithmValues } from './algorithm-values';
import { BEGINS, WHY_CLAMP, WHY_SIGN } from './whys';

const INFO = (
  <Info about="the algorithm">
    <p>
      f is the denoiser, which predicts x₀. Each of the K updates has two forces: g, toward what is asked for,
      and 2λ(x − μ)/σ, back to the mean, which keeps the sentence fluent. For a length and for words that are
      filled in, g is the gradient of −|x̂₀ − E(w)|²/2 over their places, through the denoiser.
    </p>
    <p>RMS is the root of the mean square over the numbers of the sentence that is looked at.</p>
  </Info>
);

export function Algorithm(): ReactElement {
  const pack = useNudge(selectPack);
  const settings = useNudge(selectSettings);
  const timesteps = useNudgeFrame(selectTimesteps);
  const step = useNudgeFrame(selectStep);
  const large = useNudgeFrame(selectLarge);
  const values = valuesOf({ step, lane: large, pack, settings, timesteps });
  const isDdim = useNudgeFrame(selectSampler) === 'ddim';
  const name = values.isUpdates ? 'K updates' : isDdim ? 'Algorithm 2' : 'Algorithm 1';
  return (
    <section aria-label={name}>
      <h2 className={styles.title}>
        {name}
        {values.isUpdates ? ', Diffusion-LM §4.3' : ', Dhariwal & Nichol'}
        {INFO}
      </h2>
      <div className={styles.lines}>
        <Line value={`seed ${values.seed}`}>
          <Xsub of="T" /> ∼ N(0, I)
        </Line>
        <Line value={`t = ${values.t}`}>
          for each t, <span className={lines['range']}>{values.range}</span>
        </Line>
        <Line inside value={values.predicted}>
          <PredX0 /> ← f(
          <Xsub of="t" />, t)
        </Line>
        <Line inside value={values.clamped} why={<Why title="why clamp?">{WHY_CLAMP}</Why>}>
          <PredX0 /> ← {values.clamp ? 'nearest words' : 'as it is'}
        </Line>
        {values.isUpdates ? (
          <Updates {...values} isDdim={isDdim} />
        ) : isDdim ? (
          <EpsShift {...values} />
        ) : (
          <MeanShift {...values} />
        )}
        <Line>return the words at x₀</Line>
      </div>
    </section>
  );
}

function Updates({
  sigma,
  updates,
  gradient,
  move,
  sign,
  isDdim,
}: AlgorithmValues & { readonly isDdim: boolean }): ReactElement {
  return (
    <>
      <Line inside value={sigma}>
        {isDdim ? 'x ← μ' : 'x ∼ N(μ, Σ)'}
      </Line>
      <Line inside value={updates}>
        K times:
      </Line>
      <Line inside lit value={gradient}>
        &ensp;g ← ∇ log p(y | x)
      </Line>
      <Line inside lit value={move} why={<Why title="why sign?">{WHY_SIGN}</Why>}>
        &ensp;x ← x + s·ℓ·{sign ? 'sign' : ''}(g − 2λ(x − μ)/σ)
      </Line>
    </>
  );
}

function MeanShift({ sigma, gradient, move }: AlgorithmValues): ReactElement {
  return (
    <>
      <Line inside lit value={gradient}>
        g ← ∇ log p(y | <Xsub of="t" />)
      </Line>
      <Line inside value={sigma}>
        <Xsub of="prev" /> ∼ N(μ + s·Σ·g, Σ)
      </Line>
      <Line inside lit value={move}>
        of it, the nudge s·Σ·g
      </Line>
    </>
  );
}

function EpsShift({ sigma, gradient, move }: AlgorithmValues): ReactElement {
  return (
    <>
      <Line inside lit value={gradient}>
        g ← ∇ log p(y | <Xsub of="t" />)
      </Line>
      <Line inside lit>
        ε ← ε − s·√(1 − ᾱ)·g
      </Line>
      <Line inside value={sigma}>
        <Xsub of="prev" /> ← √ᾱₚᵣₑᵥ·
        <PredX0 /> + √(1 − ᾱₚᵣₑᵥ)·ε
      </Line>
      <Line inside lit value={move}>
        of it, the nudge
      </Line>
    </>
  );
}

interface LineProps {
  readonly value?: string;
  readonly inside?: boolean;
  readonly lit?: boolean;
  readonly why?: ReactNode;
  readonly children: ReactNode;
}

function Line({ value, inside = false, lit = false, why, children }: LineProps): ReactElement {
  return (
    <div className={lines['line']} data-inside={inside} data-lit={lit}>
      <span>{children}</span>
      {why}
      {value !== undefined && <span className={lines['value']}>{value}</span>}
    </div>
  );
}

function Why({ title, children }: { readonly title: string; readonly children: string }): ReactElement {
  return (
    <ExplainedButton button={{ className: styles.why, children: title }} name={title}>
      {children} {BEGINS}
    </ExplainedButton>
  );
}

function Xsub({ of }: { readonly of: string }): ReactElement {
  return (
    <Formula>
      <msub>
        <mi>x</mi>
        <mi>{of}</mi>
      </msub>
    </Formula>
  );
}

function PredX0(): ReactElement {
  return (
    <Formula>
      <X0Hat />
    </Formula>
  );
}
