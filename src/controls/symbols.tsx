// The paper's symbols as MathML, one component each, so that a symbol looks the same wherever it stands.

import type { ReactElement, ReactNode } from 'react';

export function Formula({ children }: { children: ReactNode }): ReactElement {
  return <math translate="no">{children}</math>;
}

export function Xt(): ReactElement {
  return (
    <msub>
      <mi>x</mi>
      <mi>t</mi>
    </msub>
  );
}

/** x at a timestep that is a number, e.g. x_549. */
export function XAt({ at }: { at: number | string }): ReactElement {
  return (
    <msub>
      <mi>x</mi>
      <mn>{at}</mn>
    </msub>
  );
}

export function XPrev(): ReactElement {
  return (
    <msub>
      <mi>x</mi>
      <mtext>prev</mtext>
    </msub>
  );
}

export function PredX0(): ReactElement {
  return (
    <msub>
      <mover accent="true">
        <mi>x</mi>
        <mo stretchy="false">^</mo>
      </mover>
      <mn>0</mn>
    </msub>
  );
}

/** p_φ(y | x_t), with y as given. */
export function Belief({ y }: { y?: string | undefined }): ReactElement {
  return (
    <mrow>
      <msub>
        <mi>p</mi>
        <mi>φ</mi>
      </msub>
      <mo stretchy="false">(</mo>
      <mi>y</mi>
      {y !== undefined && (
        <>
          <mo>=</mo>
          <mtext>{y}</mtext>
        </>
      )}
      <mo>|</mo>
      <Xt />
      <mo stretchy="false">)</mo>
    </mrow>
  );
}

/** s·Σ·g */
export function ScaledShift(): ReactElement {
  return (
    <mrow>
      <mi>s</mi>
      <mi mathvariant="normal">Σ</mi>
      <mi>g</mi>
    </mrow>
  );
}

/** log, with the room that it needs before its argument. */
export function Log(): ReactElement {
  return (
    <>
      <mi>log</mi>
      <mspace width="0.17em" />
    </>
  );
}

/** ᾱ */
export function AlphaBar(): ReactElement {
  return (
    <mover>
      <mi>α</mi>
      <mo stretchy="false">¯</mo>
    </mover>
  );
}
