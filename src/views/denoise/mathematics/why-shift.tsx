// "Why Σg?" (Dhariwal & Nichol 2021, §4.1), or of Algorithm 2 "Why √(1 − ᾱ)·g?": the lines of the derivation, and what
// they say about when the nudge is large.

import type { ReactElement } from 'react';
import { useOpenPopup, usePopups } from '../../../controls/use-popups';
import { Line } from './why-line';
import { bayes, expectation, sharper, tilt } from './why-formulas';
import { OfEps } from './why-eps';
import styles from './why-shift.module.css';

interface WhyShiftProps {
  readonly sampler: 'ddpm' | 'ddim';
}

/** Σg is Algorithm 1's; under DDIM it is √(1 − ᾱ)·g that has to be explained. */
export function WhyShift({ sampler }: WhyShiftProps): ReactElement {
  const popups = usePopups();
  const [open, setOpen] = useOpenPopup();
  const title = sampler === 'ddpm' ? 'Why Σg?' : 'Why √(1 − ᾱ)·g?';
  return (
    <>
      <button type="button" className={styles.why} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {title}
      </button>
      {popups !== null && (
        <popups.ModalDialog title={title} open={open} onOpenChange={setOpen}>
          <ol className={styles.lines}>{sampler === 'ddpm' ? <OfMean /> : <OfEps />}</ol>
        </popups.ModalDialog>
      )}
    </>
  );
}

function OfMean(): ReactElement {
  return (
    <>
      <Line formula={bayes}>
        Bayes: the class enters through the classifier alone. So take the model’s step, and let p(y | x) tilt
        it.
      </Line>
      <Line formula={tilt}>
        The step is a Gaussian around μ. To first order there, log p(y | x) is a slope g, and a Gaussian that
        is tilted by a slope is the same Gaussian, moved by Σg.
      </Line>
      <Line formula={sharper}>
        s times the gradient is the gradient of pˢ: above 1, a classifier that is surer than it is.
      </Line>
      <Line formula={expectation}>
        And the nudge points from what the model expects to what it would expect if it knew the class. Where
        the two are alike, there is nothing to nudge.
      </Line>
    </>
  );
}
