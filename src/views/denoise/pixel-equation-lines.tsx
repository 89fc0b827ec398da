// The equation of one pixel with its numbers: how x̂_0, μ and x_prev are made. It closes.

import type { ReactElement, ReactNode } from 'react';
import { useNudge } from '../../store/use-store';
import type { Step } from '../../terms/step';
import { selectSettings } from './frame';
import type { Pixel } from './looking';
import { meanWeights, type PixelNumbers } from './pixel-equation';
import styles from './pixel-equation-lines.module.css';

interface PixelEquationProps {
  readonly step: Step | null;
  readonly numbers: PixelNumbers | null;
  readonly pixel: Pixel | null;
}

export function PixelEquation({ step, numbers, pixel }: PixelEquationProps): ReactElement {
  const { sampler } = useNudge(selectSettings);
  if (step === null || numbers === null || pixel === null) {
    return (
      <p className={styles.hint}>
        Below each part: its RMS per pixel. Point at a pixel to fill the equation; click to hold it.
      </p>
    );
  }
  const { xt, eps, predX0, mean, meanShift, sigma, z, xPrev, residue } = numbers;
  const { ofX0, ofXt } = meanWeights(step, sampler);
  const rootA = Math.sqrt(step.alphaCumprod);
  const rootB = Math.sqrt(1 - step.alphaCumprod);
  const jump = (xt - rootB * eps) / rootA;
  const clipped = Math.abs(jump - predX0) > 1e-3;
  const noise = sigma === 0 ? '' : ` ${plus(sigma * z)}`;
  return (
    <div className={styles.lines}>
      <Line name="x̂₀" made={`(${n(xt)} − ${n(rootB)} · ${n(eps)}) / ${n(rootA)}`} result={n(predX0)}>
        {clipped ? 'clipped' : ''}
      </Line>
      <Line name="μ" made={`${n(ofX0)} · ${n(predX0)} ${plus(ofXt)} · ${n(xt)}`} result={n(mean)} />
      <Line name="xₚᵣₑᵥ" made={`${n(mean)} ${plus(meanShift)}${noise}`} result={n(xPrev)}>
        pixel {pixel.row}, {pixel.column}; off by {Math.abs(residue) < 5e-9 ? '0' : residue.toExponential(0)}
      </Line>
    </div>
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

function n(value: number): string {
  return value.toFixed(4).replace('-', '−');
}

/** With its sign as an operator. */
function plus(value: number): string {
  return `${value < 0 ? '−' : '+'} ${n(Math.abs(value))}`;
}
