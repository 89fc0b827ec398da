// "Why Σg?": the lines of the derivation (Dhariwal & Nichol 2021, §4.1), and what they say about when the nudge
// is large.

import type { ReactElement, ReactNode } from 'react';
import { AlphaBar, Log } from '../../../controls/symbols';
import { useOpenPopup, usePopups } from '../../../controls/use-popups';
import styles from './why-shift.module.css';

export function WhyShift(): ReactElement {
  const popups = usePopups();
  const [open, setOpen] = useOpenPopup();
  return (
    <>
      <button type="button" className={styles.why} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Why Σg?
      </button>
      {popups !== null && (
        <popups.ModalDialog title="Why Σg?" open={open} onOpenChange={setOpen}>
          <ol className={styles.lines}>
            <Line formula={bayes}>
              Bayes: the class enters through the classifier alone. So take the model’s step, and let p(y | x)
              tilt it.
            </Line>
            <Line formula={tilt}>
              The step is a Gaussian around μ. To first order there, log p(y | x) is a slope g, and a Gaussian
              that is tilted by a slope is the same Gaussian, moved by Σg.
            </Line>
            <Line formula={sharper}>
              s times the gradient is the gradient of pˢ: above 1, a classifier that is surer than it is.
            </Line>
            <Line formula={expectation}>
              And the nudge points from what the model expects to what it would expect if it knew the class.
              In pure noise the two are alike, in the middle they part, and once the picture shows the class
              they are one again.
            </Line>
          </ol>
        </popups.ModalDialog>
      )}
    </>
  );
}

function Line({ formula, children }: { formula: ReactNode; children: ReactNode }): ReactElement {
  return (
    <li className={styles.line}>
      <math display="block" translate="no">
        {formula}
      </math>
      <p>{children}</p>
    </li>
  );
}

const open = <mo stretchy="false">(</mo>;
const close = <mo stretchy="false">)</mo>;
const log = <Log />;
const Sigma = <mi mathvariant="normal">Σ</mi>;
const alphaBar = <AlphaBar />;
const x0 = (
  <msub>
    <mi>x</mi>
    <mn>0</mn>
  </msub>
);
const xt = (
  <msub>
    <mi>x</mi>
    <mi>t</mi>
  </msub>
);

const bayes = (
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

const tilt = (
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

const sharper = (
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

const expectation = (
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
