// The formulas of the derivation of Algorithm 1's shift.

import { AlphaBar, Log } from '../../../controls/symbols';

export const open = <mo stretchy="false">(</mo>;
export const close = <mo stretchy="false">)</mo>;
export const log = <Log />;
export const Sigma = <mi mathvariant="normal">Σ</mi>;
export const alphaBar = <AlphaBar />;
export const x0 = (
  <msub>
    <mi>x</mi>
    <mn>0</mn>
  </msub>
);
export const xt = (
  <msub>
    <mi>x</mi>
    <mi>t</mi>
  </msub>
);

export const bayes = (
  <mrow>
    {log}
    <mi>p</mi>
    {open}
    <mi>x</mi>
    <mo>|</mo>
    <mi>y</mi>
    {close}
    <mo>=</mo>
    {log}
    <mi>p</mi>
    {open}
    <mi>x</mi>
    {close}
    <mo>+</mo>
    {log}
    <mi>p</mi>
    {open}
    <mi>y</mi>
    <mo>|</mo>
    <mi>x</mi>
    {close}
    <mo>+</mo>
    <mtext>const</mtext>
  </mrow>
);

export const tilt = (
  <mrow>
    <mi>N</mi>
    {open}
    <mi>x</mi>
    <mo>;</mo>
    <mi>μ</mi>
    <mo>,</mo>
    {Sigma}
    {close}
    <msup>
      <mi>e</mi>
      <mrow>
        <msup>
          <mi>g</mi>
          <mi mathvariant="normal">⊤</mi>
        </msup>
        {open}
        <mi>x</mi>
        <mo>−</mo>
        <mi>μ</mi>
        {close}
      </mrow>
    </msup>
    <mo>∝</mo>
    <mi>N</mi>
    {open}
    <mi>x</mi>
    <mo>;</mo>
    <mi>μ</mi>
    <mo>+</mo>
    {Sigma}
    <mi>g</mi>
    <mo>,</mo>
    {Sigma}
    {close}
  </mrow>
);

export const sharper = (
  <mrow>
    <mi>s</mi>
    <mo>∇</mo>
    {log}
    <mi>p</mi>
    {open}
    <mi>y</mi>
    <mo>|</mo>
    <mi>x</mi>
    {close}
    <mo>=</mo>
    <mo>∇</mo>
    {log}
    <mi>p</mi>
    <msup>
      <mrow>
        {open}
        <mi>y</mi>
        <mo>|</mo>
        <mi>x</mi>
        {close}
      </mrow>
      <mi>s</mi>
    </msup>
  </mrow>
);

export const expectation = (
  <mrow>
    {Sigma}
    <mi>g</mi>
    <mo>=</mo>
    {Sigma}
    <mfrac>
      <msqrt>{alphaBar}</msqrt>
      <mrow>
        <mn>1</mn>
        <mo>−</mo>
        {alphaBar}
      </mrow>
    </mfrac>
    {open}
    <mi>E</mi>
    <mo stretchy="false">[</mo>
    {x0}
    <mo>|</mo>
    {xt}
    <mo>,</mo>
    <mi>y</mi>
    <mo stretchy="false">]</mo>
    <mo>−</mo>
    <mi>E</mi>
    <mo stretchy="false">[</mo>
    {x0}
    <mo>|</mo>
    {xt}
    <mo stretchy="false">]</mo>
    {close}
  </mrow>
);
