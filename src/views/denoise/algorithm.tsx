// The algorithm in use with the numbers of the step that is shown: 1 under DDPM, 2 under DDIM (Dhariwal &
// Nichol 2021). The lit line is the one that guides.

import type { ReactElement, ReactNode } from 'react';
import { Info } from '../../controls/info';
import { AlphaBar, Formula, Log, ScaledShift, Xt, XPrev } from '../../controls/symbols';
import { formatSmall } from '../../plots/format';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import styles from './algorithm.module.css';
import { GUIDED, selectSettings, selectStep, selectTimesteps } from './frame';
import { useLooking, type Phase } from './looking';
import { numbersOf } from './step-numbers';
import { WhyShift } from './why-shift';

export function Algorithm(): ReactElement {
  const settings = useNudge(selectSettings);
  const number = settings.sampler === 'ddpm' ? 1 : 2;
  return (
    <section aria-label={`Algorithm ${number}`}>
      <h2 className={styles.title}>
        Algorithm {number}, {number === 1 ? 'guided DDPM' : 'guided DDIM'}
        <Info about={`algorithm ${number}`}>
          <p>
            Dhariwal &amp; Nichol 2021.{' '}
            {number === 1
              ? 'The mean of each step is shifted by s·Σ·g.'
              : 'The gradient is taken into ε, and DDIM does the rest.'}
          </p>
          <p>
            RMS is the root of the mean square over pixels: the size of a picture in the same units as σ,
            which is the size of the noise per pixel.
          </p>
        </Info>
        <WhyShift />
      </h2>
      {number === 1 ? <Algorithm1 seed={settings.seed} /> : <Algorithm2 seed={settings.seed} />}
    </section>
  );
}

interface LineProps {
  /** The phases of a slow motion in which this line runs. */
  readonly phases?: readonly Phase[];
  readonly value?: ReactNode;
  readonly inside?: boolean;
  readonly lit?: boolean;
  readonly children: ReactNode;
}

function Line({ value, inside = false, lit = false, phases, children }: LineProps): ReactElement {
  const { phase } = useLooking();
  const runs = phase === null ? lit : (phases?.includes(phase) ?? false);
  return (
    <div className={styles.line} data-inside={inside} data-lit={runs}>
      <span>{children}</span>
      {value !== undefined && <span className={styles.value}>{value}</span>}
    </div>
  );
}

const IN_FOR: readonly Phase[] = ['xt'];
const IN_MEAN: readonly Phase[] = ['prediction', 'mean'];
const IN_GRADIENT: readonly Phase[] = ['nudge'];
const IN_NEXT: readonly Phase[] = ['noise', 'next'];

interface Values {
  readonly t: string;
  readonly sigma: string;
  readonly gradient: string;
  readonly nudge: string;
  readonly range: string;
}

function useValues(): Values {
  const step = useNudgeFrame(selectStep);
  const timesteps = useNudgeFrame(selectTimesteps);
  const [first, second] = timesteps;
  const range =
    first === undefined
      ? ''
      : timesteps.length > 2
        ? `${first}, ${second ?? ''} … ${timesteps.at(-1) ?? ''}`
        : `${first}`;
  if (step === null) return { t: '–', sigma: '–', gradient: '–', nudge: '–', range };
  const { sigma, lanes } = numbersOf(step);
  return {
    t: String(step.t),
    sigma: formatSmall(sigma),
    gradient: formatSmall(lanes[GUIDED]?.gradientRms ?? 0),
    nudge: formatSmall(lanes[GUIDED]?.nudgeRms ?? 0),
    range,
  };
}

const gradient = (
  <Formula>
    <mi>g</mi>
    <mo>←</mo>
    <msub>
      <mo>∇</mo>
      <Xt />
    </msub>
    <Log />
    <msub>
      <mi>p</mi>
      <mi>φ</mi>
    </msub>
    <mo stretchy="false">(</mo>
    <mi>y</mi>
    <mo>|</mo>
    <Xt />
    <mo stretchy="false">)</mo>
  </Formula>
);

function Start({ seed }: { seed: number }): ReactElement {
  return (
    <Line value={`seed ${seed}`}>
      <Formula>
        <msub>
          <mi>x</mi>
          <mi>T</mi>
        </msub>
        <mo>∼</mo>
        <mi>N</mi>
        <mo stretchy="false">(</mo>
        <mn>0</mn>
        <mo>,</mo>
        <mi>I</mi>
        <mo stretchy="false">)</mo>
      </Formula>
    </Line>
  );
}

function End(): ReactElement {
  return (
    <Line>
      return{' '}
      <Formula>
        <msub>
          <mi>x</mi>
          <mn>0</mn>
        </msub>
      </Formula>
    </Line>
  );
}

function Algorithm1({ seed }: { seed: number }): ReactElement {
  const { t, sigma, gradient: g, nudge, range } = useValues();
  return (
    <div className={styles.lines}>
      <Start seed={seed} />
      <Line value={`t = ${t}`} phases={IN_FOR}>
        for each t <span className={styles.range}>{range}</span>
      </Line>
      <Line inside value={`σ = ${sigma}`} phases={IN_MEAN}>
        <Formula>
          <mi>μ</mi>
          <mo>,</mo>
          <mi mathvariant="normal">Σ</mi>
          <mo>←</mo>
          <msub>
            <mi>μ</mi>
            <mi>θ</mi>
          </msub>
          <mo stretchy="false">(</mo>
          <Xt />
          <mo stretchy="false">)</mo>
          <mo>,</mo>
          <msub>
            <mi mathvariant="normal">Σ</mi>
            <mi>t</mi>
          </msub>
        </Formula>
      </Line>
      <Line inside lit value={`rms g = ${g}`} phases={IN_GRADIENT}>
        {gradient}
      </Line>
      <Line inside value={`rms sΣg = ${nudge}`} phases={IN_NEXT}>
        <Formula>
          <XPrev />
          <mo>∼</mo>
          <mi>N</mi>
          <mo stretchy="false">(</mo>
          <mi>μ</mi>
          <mo>+</mo>
          <ScaledShift />
          <mo>,</mo>
          <mi mathvariant="normal">Σ</mi>
          <mo stretchy="false">)</mo>
        </Formula>
      </Line>
      <End />
    </div>
  );
}

function alphaRoot(index: ReactNode, noise: boolean): ReactElement {
  const alpha = (
    <msub>
      <AlphaBar />
      {index}
    </msub>
  );
  return (
    <msqrt>
      {noise ? (
        <mrow>
          <mn>1</mn>
          <mo>−</mo>
          {alpha}
        </mrow>
      ) : (
        alpha
      )}
    </msqrt>
  );
}

function Algorithm2({ seed }: { seed: number }): ReactElement {
  const { t, gradient: g, nudge, range } = useValues();
  const hatEps = (
    <mover accent="true">
      <mi>ε</mi>
      <mo stretchy="false">^</mo>
    </mover>
  );
  return (
    <div className={styles.lines}>
      <Start seed={seed} />
      <Line value={`t = ${t}`} phases={IN_FOR}>
        for each t <span className={styles.range}>{range}</span>
      </Line>
      <Line inside lit value={`rms g = ${g}`} phases={IN_GRADIENT}>
        {gradient}
      </Line>
      <Line inside>
        <Formula>
          {hatEps}
          <mo>←</mo>
          <msub>
            <mi>ε</mi>
            <mi>θ</mi>
          </msub>
          <mo stretchy="false">(</mo>
          <Xt />
          <mo stretchy="false">)</mo>
          <mo>−</mo>
          <mi>s</mi>
          {alphaRoot(<mi>t</mi>, true)}
          <mi>g</mi>
        </Formula>
      </Line>
      <Line inside>
        <Formula>
          <msub>
            <mover accent="true">
              <mi>x</mi>
              <mo stretchy="false">^</mo>
            </mover>
            <mn>0</mn>
          </msub>
          <mo>←</mo>
          <mo stretchy="false">(</mo>
          <Xt />
          <mo>−</mo>
          {alphaRoot(<mi>t</mi>, true)}
          {hatEps}
          <mo stretchy="false">)</mo>
          <mo>/</mo>
          {alphaRoot(<mi>t</mi>, false)}
        </Formula>
      </Line>
      <Line inside value={`nudge ${nudge}`} phases={IN_NEXT}>
        <Formula>
          <XPrev />
          <mo>←</mo>
          {alphaRoot(<mtext>prev</mtext>, false)}
          <msub>
            <mover accent="true">
              <mi>x</mi>
              <mo stretchy="false">^</mo>
            </mover>
            <mn>0</mn>
          </msub>
          <mo>+</mo>
          {alphaRoot(<mtext>prev</mtext>, true)}
          {hatEps}
        </Formula>
      </Line>
      <End />
    </div>
  );
}
