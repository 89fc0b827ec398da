// Algorithm 1 of Dhariwal & Nichol 2021: the mean of the reverse step is shifted by s·Σ·g.

import type { ReactElement } from 'react';
import { Formula } from '../../controls/symbols';
import { EndLine, GradientLine, Line, LoopLine, StartLine } from './algorithm-line';
import type { AlgorithmValues } from './algorithm-values';
import type { Phase } from './looking';
import { SymbolButton } from './symbol-button';

const IN_MEAN: readonly Phase[] = ['prediction', 'mean'];
const IN_NEXT: readonly Phase[] = ['noise', 'next'];

export function Algorithm1({ seed, t, range, sigma, gradient, nudge }: AlgorithmValues): ReactElement {
  return (
    <>
      <StartLine seed={seed} />
      <LoopLine t={t} range={range} />
      <Line inside value={`σ = ${sigma}`} phases={IN_MEAN}>
        <SymbolButton of="mean" />
        <Formula>
          <mo rspace="0.17em">,</mo>
        </Formula>
        <SymbolButton of="variance" />
        <Formula>
          <mo lspace="0.28em" rspace="0.28em">
            ←
          </mo>
          <msub>
            <mi>μ</mi>
            <mi>θ</mi>
          </msub>
          <mo stretchy="false">(</mo>
          <msub>
            <mi>x</mi>
            <mi>t</mi>
          </msub>
          <mo stretchy="false">)</mo>
          <mo>,</mo>
          <msub>
            <mi mathvariant="normal">Σ</mi>
            <mi>t</mi>
          </msub>
        </Formula>
      </Line>
      <GradientLine rms={gradient} />
      <Line inside value={`rms sΣg ${nudge}`} phases={IN_NEXT}>
        <SymbolButton of="xPrev" />
        <Formula>
          <mo lspace="0.28em" rspace="0.28em">
            ∼
          </mo>
          <mi>N</mi>
          <mo stretchy="false">(</mo>
          <mi>μ</mi>
          <mo lspace="0.22em" rspace="0.22em">
            +
          </mo>
        </Formula>
        <SymbolButton of="nudge" />
        <Formula>
          <mo rspace="0.17em">,</mo>
          <mi mathvariant="normal">Σ</mi>
          <mo stretchy="false">)</mo>
        </Formula>
      </Line>
      <EndLine />
    </>
  );
}
