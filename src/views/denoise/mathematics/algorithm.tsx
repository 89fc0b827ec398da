// The algorithm in use with the numbers of the step that is shown: 1 under DDPM, 2 under DDIM (Dhariwal &
// Nichol 2021). The lit line is the one that guides; in slow motion, the one that runs.

import type { ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { Algorithm1 } from './algorithm-1';
import { Algorithm2 } from './algorithm-2';
import { useAlgorithmValues } from './algorithm-values';
import styles from './algorithm.module.css';
import { selectAlone, selectSampler } from '../../run/selectors';
import { WhyShift } from './why-shift';

const ABOUT = {
  ddpm: 'Dhariwal & Nichol 2021: the mean of each step is shifted by s·Σ·g.',
  ddim: 'Dhariwal & Nichol 2021: the gradient is taken into ε, and DDIM does the rest.',
} as const;

export function Algorithm(): ReactElement {
  const sampler = useNudgeFrame(selectSampler);
  const alone = useNudge(selectAlone);
  const name = sampler === 'ddpm' ? 'Algorithm 1' : 'Algorithm 2';
  return (
    <section aria-label={name}>
      <h2 className={styles.title}>
        {name}, {alone ? 's = 0: no classifier' : `guided ${sampler.toUpperCase()}`}
        <Info about={name.toLowerCase()}>
          <p>{ABOUT[sampler]}</p>
          <p>
            RMS is the root of the mean square over pixels: the size of a picture in the same units as σ,
            which is the size of the noise per pixel. Point at a pixel, and its values stand there instead.
            Click a symbol to see its picture.
          </p>
        </Info>
        {!alone && <WhyShift />}
      </h2>
      <div className={styles.lines}>
        <Lines sampler={sampler} />
      </div>
    </section>
  );
}

function Lines({ sampler }: { sampler: 'ddpm' | 'ddim' }): ReactElement {
  const values = useAlgorithmValues();
  return sampler === 'ddpm' ? <Algorithm1 {...values} /> : <Algorithm2 {...values} />;
}
