// The noise level: one slider over all t, always in sight.

import type { ReactElement, ReactNode } from 'react';
import { Slider } from '../../controls/slider';
import { Formula } from '../../controls/symbols';
import { signalToNoise } from '../../diffusion/schedule';
import { formatSmall } from '../../plots/format';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { trainTimestepsOf } from '../run/selectors';
import styles from './level-bar.module.css';
import { selectNoised, selectNoise } from './shown';
import { useNoiseActions } from '../../worlds/images/use-noise';

const INFO = (
  <>
    The timestep t: how many of the forward process’s small steps the picture has gone through. xₜ has √ᾱ of
    the picture and √(1 − ᾱ) of noise.
  </>
);

const whole = (value: number): string => value.toFixed(0);

export function LevelBar(): ReactElement {
  const { t } = useNudge(selectNoise);
  const T = useNudge(trainTimestepsOf);
  const level = useNudgeFrame(selectNoised);
  const noise = useNoiseActions();
  return (
    <LevelOf t={t} T={T} alphaCumprod={level?.alphaCumprod ?? null} info={INFO} onChange={noise.setLevel} />
  );
}

interface LevelProps {
  readonly t: number;
  readonly T: number;
  /** ᾱ there; null while it is not known. */
  readonly alphaCumprod: number | null;
  readonly info: ReactNode;
  readonly onChange: (t: number) => void;
}

export function LevelOf({ t, T, alphaCumprod, info, onChange }: LevelProps): ReactElement {
  const last = T - 1;
  return (
    <div className={styles.bar} data-region="transport">
      <div className={styles.slider}>
        <Slider
          label="Noise level"
          symbol={
            <Formula>
              <mi>t</mi>
            </Formula>
          }
          info={info}
          value={Math.min(t, last)}
          min={0}
          max={last}
          step={1}
          largeStep={Math.max(1, Math.round(T / 20))}
          ticks={[0, Math.round(T / 4), Math.round(T / 2), Math.round((3 * T) / 4), last]}
          format={whole}
          live
          onChange={onChange}
        />
      </div>
      <dl className={styles.values}>
        <Value name="√ᾱ" value={alphaCumprod === null ? null : Math.sqrt(alphaCumprod)} />
        <Value name="√(1−ᾱ)" value={alphaCumprod === null ? null : Math.sqrt(1 - alphaCumprod)} />
        <Value name="SNR" value={alphaCumprod === null ? null : signalToNoise(alphaCumprod)} />
      </dl>
    </div>
  );
}

function Value({ name, value }: { name: string; value: number | null }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value === null ? '–' : formatSmall(value)}</dd>
    </div>
  );
}
