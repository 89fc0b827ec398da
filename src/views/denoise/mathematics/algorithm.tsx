// The algorithm in use with the numbers of the step that is shown: 1 under DDPM, 2 under DDIM (Dhariwal &
// Nichol 2021). The lit line is the one that guides; in slow motion, the one that runs.

import type { ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { Ancestral, PlainDdim } from './algorithms-alone';
import { BesideClassifierFree } from '../answers';
import { Algorithm1 } from './algorithm-1';
import { Algorithm2 } from './algorithm-2';
import { ClassifierFree, selectPredicted } from './classifier-free';
import { useAlgorithmValues } from './algorithm-values';
import styles from './algorithm.module.css';
import { selectAlone, selectSampler } from '../../run/selectors';
import { selectAsks, selectLargeFree } from '../../run/slots';
import { WhyShift } from './why-shift';

const ABOUT = {
  ddpm: 'Algorithm 1 of Dhariwal & Nichol 2021: the mean of each step is shifted by s·Σ·g.',
  ddim: 'Algorithm 2 of Dhariwal & Nichol 2021: the gradient is taken into ε, and DDIM does the rest.',
} as const;
const ABOUT_ALONE = {
  ddpm: 'Ancestral sampling of Ho et al. 2020: each x_prev is drawn around μ. Nothing guides this model.',
  ddim: 'DDIM of Song et al. 2021 with η = 0: each x_prev follows from x̂_0 and ε. Nothing guides this model.',
} as const;
const NAMES_ALONE = { ddpm: 'Ancestral sampling', ddim: 'DDIM sampling' } as const;

export function Algorithm(): ReactElement {
  const sampler = useNudgeFrame(selectSampler);
  const alone = useNudge(selectAlone);
  const asks = useNudge(selectAsks);
  const free = useNudgeFrame(selectLargeFree);
  const predicted = useNudge(selectPredicted);
  if (free) return <Free sampler={sampler} predicted={predicted} />;
  const name = alone ? NAMES_ALONE[sampler] : sampler === 'ddpm' ? 'Algorithm 1' : 'Algorithm 2';
  return (
    <section aria-label={name}>
      <h2 className={styles.title}>
        {alone ? `${name}, no classifier` : `${name}, guided ${sampler.toUpperCase()}`}
        <Info about={name.toLowerCase()}>
          <p>{(alone ? ABOUT_ALONE : ABOUT)[sampler]}</p>
          <p>
            RMS is the root of the mean square over pixels: the size of a picture in the units of its pixels,
            and of σ where noise is added. Point at a pixel, and its values stand there instead. Click a
            symbol to see its picture.
          </p>
          {asks && (
            <p>
              Their log p is whatever the guide gives a value by: of attributes the sum of log p over those
              asked for, of a prompt GLIDE’s scaled cosine (Nichol et al. 2021). The rest stays as it is.
            </p>
          )}
          {!alone && (
            <p>
              <BesideClassifierFree />
            </p>
          )}
        </Info>
        {!alone && <WhyShift sampler={sampler} />}
      </h2>
      <div className={styles.lines}>
        <Lines sampler={sampler} alone={alone} />
      </div>
    </section>
  );
}

function Free({ sampler, predicted }: { sampler: 'ddpm' | 'ddim'; predicted: string }): ReactElement {
  const values = useAlgorithmValues();
  return (
    <section aria-label="Classifier-free guidance">
      <h2 className={styles.title}>
        Classifier-free guidance, {sampler.toUpperCase()}
        <Info about="classifier-free guidance">
          <p>
            Ho &amp; Salimans 2022: no classifier is asked. p is what this network predicts, {predicted}: p
            <sub>u</sub> without a class, p<sub>c</sub> with it. x̂₀ of their combination is clipped as ever,
            and the step goes on as without guidance. s = 0 is the model without a class, s = 1 the one with
            it; Ho &amp; Salimans’ w is s − 1. Outside of a guidance interval s is at most 1.
          </p>
          <p>
            Both go through the network as one batch. RMS is the root of the mean square over pixels. Point at
            a pixel, and its values stand there instead. Click a symbol to see its picture.
          </p>
        </Info>
      </h2>
      <div className={styles.lines}>
        <ClassifierFree {...values} sampler={sampler} />
      </div>
    </section>
  );
}

function Lines({ sampler, alone }: { sampler: 'ddpm' | 'ddim'; alone: boolean }): ReactElement {
  const values = useAlgorithmValues();
  if (alone) return sampler === 'ddpm' ? <Ancestral {...values} /> : <PlainDdim {...values} />;
  return sampler === 'ddpm' ? <Algorithm1 {...values} /> : <Algorithm2 {...values} />;
}
