// Algorithm 2 of Dhariwal & Nichol 2021: the gradient is taken into ε, and DDIM does the rest.

import type { ReactElement, ReactNode } from 'react';
import { AlphaBar, Formula } from '../../controls/symbols';
import { EndLine, GradientLine, Line, LoopLine, StartLine } from './algorithm-line';
import type { AlgorithmValues } from './algorithm-values';
import type { Phase } from './looking';
import { SymbolButton } from './symbol-button';

const IN_PREDICTION: readonly Phase[] = ['prediction'];
const IN_MEAN: readonly Phase[] = ['mean'];
const IN_NEXT: readonly Phase[] = ['noise', 'next'];

/** √ᾱ with an index, or √(1 - ᾱ) of it. */
function Root({ index, noise }: { index: ReactNode; noise: boolean }): ReactElement {
  const alpha = (
    <msub>
      <AlphaBar />
      {index}
    </msub>
  );
  if (!noise) return <msqrt>{alpha}</msqrt>;
  return (
    <msqrt>
      <mrow>
        <mn>1</mn>
        <mo>−</mo>
        {alpha}
      </mrow>
    </msqrt>
  );
}

const hatEps = (
  <mover accent="true">
    <mi>ε</mi>
    <mo stretchy="false">^</mo>
  </mover>
);
const hatX0 = (
  <msub>
    <mover accent="true">
      <mi>x</mi>
      <mo stretchy="false">^</mo>
    </mover>
    <mn>0</mn>
  </msub>
);
const at = <mi>t</mi>;
const atPrev = <mtext>prev</mtext>;

export function Algorithm2({ seed, t, range, gradient, nudge }: AlgorithmValues): ReactElement {
  return (
    <>
      <StartLine seed={seed} />
      <LoopLine t={t} range={range} />
      <GradientLine rms={gradient} />
      <Line inside phases={IN_PREDICTION}>
        <Formula>
          {hatEps}
          <mo>←</mo>
          <msub>
            <mi>ε</mi>
            <mi>θ</mi>
          </msub>
          <mo stretchy="false">(</mo>
          <msub>
            <mi>x</mi>
            <mi>t</mi>
          </msub>
          <mo stretchy="false">)</mo>
          <mo>−</mo>
          <mi>s</mi>
          <Root index={at} noise />
          <mi>g</mi>
        </Formula>
      </Line>
      <Line inside phases={IN_MEAN}>
        <Formula>
          {hatX0}
          <mo>←</mo>
          <mo stretchy="false">(</mo>
          <msub>
            <mi>x</mi>
            <mi>t</mi>
          </msub>
          <mo>−</mo>
          <Root index={at} noise />
          {hatEps}
          <mo stretchy="false">)</mo>
          <mo>/</mo>
          <Root index={at} noise={false} />
        </Formula>
      </Line>
      <Line inside value={`nudge ${nudge}`} phases={IN_NEXT}>
        <SymbolButton of="xPrev" />
        <Formula>
          <mo lspace="0.28em" rspace="0.28em">
            ←
          </mo>
          <Root index={atPrev} noise={false} />
          {hatX0}
          <mo>+</mo>
          <Root index={atPrev} noise />
          {hatEps}
        </Formula>
      </Line>
      <EndLine />
    </>
  );
}
