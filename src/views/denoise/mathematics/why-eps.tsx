// Where Algorithm 2's √(1 − ᾱ)·g comes from (Dhariwal & Nichol 2021, §4.2), and why no Σ is in it.

import type { ReactElement, ReactNode } from 'react';
import { alphaBar, close, log, open, x0, xt } from './why-formulas';
import { WhyNoSigma } from '../answers';
import { Line } from './why-line';

export function OfEps(): ReactElement {
  return (
    <>
      <Line formula={score}>
        ε is a score in other units: the direction in which x_t grows likelier is the noise, taken out.
      </Line>
      <Line formula={bayes}>
        Bayes, in logarithms and gradients: given the class, the classifier’s gradient g comes on top.
      </Line>
      <Line formula={shifted}>
        Written back as noise, s times g is s·√(1 − ᾱ)·g taken from ε. DDIM goes on with ε̂ as if the model had
        said it: x̂_0 follows, and x_prev.
      </Line>
      <Line formula={none}>
        No Σ, because with η = 0 DDIM draws nothing: there is no Gaussian around μ that p(y | x) could tilt,
        and Algorithm 1’s s·Σ·g would be 0. So the prediction is guided, not the draw. <WhyNoSigma />
      </Line>
      <Line formula={expectation}>
        And it points from what the model expects to what it would expect if it knew the class. Where the two
        are alike, there is nothing to guide.
      </Line>
    </>
  );
}

const root = (
  <msqrt>
    <mrow>
      <mn>1</mn>
      <mo>−</mo>
      {alphaBar}
    </mrow>
  </msqrt>
);
const nabla = <mo>∇</mo>;
const eps = <mi>ε</mi>;
const guidedEps = (
  <mover accent="true">
    <mi>ε</mi>
    <mo stretchy="false">^</mo>
  </mover>
);
const p = (inside: ReactNode): ReactNode => (
  <mrow>
    <mi>p</mi>
    {open}
    {inside}
    {close}
  </mrow>
);
const given = (what: ReactNode, by: ReactNode): ReactNode => (
  <mrow>
    {what}
    <mo>|</mo>
    {by}
  </mrow>
);
const y = <mi>y</mi>;

const score = (
  <mrow>
    {nabla}
    {log}
    {p(xt)}
    <mo>≈</mo>
    <mo>−</mo>
    <mfrac>
      {eps}
      {root}
    </mfrac>
  </mrow>
);

const bayes = (
  <mrow>
    {nabla}
    {log}
    {p(given(xt, y))}
    <mo>=</mo>
    {nabla}
    {log}
    {p(xt)}
    <mo>+</mo>
    {nabla}
    {log}
    {p(given(y, xt))}
  </mrow>
);

const shifted = (
  <mrow>
    {guidedEps}
    <mo>=</mo>
    {eps}
    <mo>−</mo>
    <mi>s</mi>
    {root}
    <mi>g</mi>
  </mrow>
);

const none = (
  <mrow>
    <mi mathvariant="normal">Σ</mi>
    <mo>=</mo>
    <msup>
      <mi>σ</mi>
      <mn>2</mn>
    </msup>
    <mo>=</mo>
    <mn>0</mn>
  </mrow>
);

const expected = (of: ReactNode): ReactNode => (
  <mrow>
    <mi>E</mi>
    <mo stretchy="false">[</mo>
    {x0}
    <mo>|</mo>
    {of}
    <mo stretchy="false">]</mo>
  </mrow>
);

const expectation = (
  <mrow>
    {root}
    <mi>g</mi>
    <mo>=</mo>
    <mfrac>
      <msqrt>{alphaBar}</msqrt>
      {root}
    </mfrac>
    {open}
    {expected(
      <mrow>
        {xt}
        <mo>,</mo>
        {y}
      </mrow>,
    )}
    <mo>−</mo>
    {expected(xt)}
    {close}
  </mrow>
);
