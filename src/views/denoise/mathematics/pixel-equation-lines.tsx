// The equation of one pixel with its numbers: how x̂_0, μ, the nudge and x_prev are made. It closes.

import type { ReactElement, ReactNode } from 'react';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { coefficients } from '../../../diffusion/samplers/coefficients';
import type { Step } from '../../../terms/step';
import { selectAlone, selectSampler } from '../../run/selectors';
import type { Pixel } from '../looking';
import type { PixelNumbers } from '../../../diffusion/pixel-equation';
import styles from './pixel-equation-lines.module.css';

interface PixelEquationProps {
  readonly step: Step | null;
  readonly numbers: PixelNumbers | null;
  readonly pixel: Pixel | null;
}

export function PixelEquation({ step, numbers, pixel }: PixelEquationProps): ReactElement {
  const sampler = useNudgeFrame(selectSampler);
  const alone = useNudge(selectAlone);
  if (step === null || numbers === null || pixel === null) {
    return (
      <p className={styles.hint}>
        Below each part: its RMS per pixel. Point at a pixel to fill the equation; click to hold it.
      </p>
    );
  }
  const { xt, eps, predX0, mean, guidanceScale, nudgeWeight, gradient, meanShift, sigma, z, xPrev } = numbers;
  const { free, guidedPredX0 } = numbers;
  const { ofX0, ofXt } = coefficients(sampler, step.transition);
  const rootA = Math.sqrt(step.transition.alphaCumprod);
  const rootB = Math.sqrt(1 - step.transition.alphaCumprod);
  const jump = (xt - rootB * eps) / rootA;
  const clipped = Math.abs(jump - predX0) > 1e-3;
  const noise = sigma === 0 ? '' : ` + ${n(sigma)} · ${n(z)}`;
  return (
    <div className={styles.lines}>
      <Line name="x̂₀" made={`(${n(xt)} − ${n(rootB)} · ${n(eps)}) / ${n(rootA)}`} result={n(predX0)}>
        {clipped ? 'clipped' : ''}
      </Line>
      <Line name="μ" made={`${n(ofX0)} · ${n(predX0)} ${plus(ofXt)} · ${n(xt)}`} result={n(mean)} />
      {!alone && (
        <Line
          name={sampler === 'ddpm' && !free ? 'sΣg' : 'nudge'}
          made={
            free
              ? `${n(ofX0)} · (${n(guidedPredX0)} − ${n(predX0)})`
              : `${guidanceScale.toFixed(1)} · ${n(nudgeWeight)} · ${n(gradient)}`
          }
          result={n(meanShift)}
        >
          {free
            ? `x̂₀ at s = ${guidanceScale.toFixed(1)} − x̂₀ at s = 0`
            : sampler === 'ddpm'
              ? 's · Σ · g'
              : 's · its weight · g'}
        </Line>
      )}
      <Line
        name="xₚᵣₑᵥ"
        made={alone ? `${n(mean)}${noise}` : `${n(mean)} ${plus(meanShift)}${noise}`}
        result={n(xPrev)}
      >
        {sigma === 0 ? '' : alone ? 'μ + σ · z' : 'μ + nudge + σ · z'}
      </Line>
    </div>
  );
}

/** How well the sum of its parts agrees with x_prev, at which pixel. */
export function Closes({
  numbers,
  pixel,
}: Pick<PixelEquationProps, 'numbers' | 'pixel'>): ReactElement | null {
  if (numbers === null || pixel === null) return null;
  const off = Math.abs(numbers.residue);
  return (
    <p className={styles.closes}>
      pixel {pixel.row}, {pixel.column}: closes to {off < 5e-9 ? '0' : off.toExponential(0)}
    </p>
  );
}

interface LineProps {
  readonly name: string;
  readonly made: string;
  readonly result: string;
  readonly children?: ReactNode;
}

function Line({ name, made, result, children }: LineProps): ReactElement {
  return (
    <p>
      <span className={styles.name}>{name}</span> = {made} = <b>{result}</b>{' '}
      <span className={styles.aside}>{children}</span>
    </p>
  );
}

/** Four decimals, or two digits of what is smaller than they can say. */
function n(value: number): string {
  const text = value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : value.toFixed(4);
  return text.replaceAll('-', '−');
}

/** With its sign as an operator. */
function plus(value: number): string {
  return `${value < 0 ? '−' : '+'} ${n(Math.abs(value))}`;
}
