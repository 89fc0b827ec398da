// One step of the guided lane taken apart: x_t → ε → x̂_0 → μ + s·Σ·g + σ·z = x_prev, each as a picture with its
// size, or with the value of the pixel that is looked at.

import type { ReactElement, ReactNode } from 'react';
import { Formula, PredX0, ScaledShift, Xt, XPrev } from '../../controls/symbols';
import { Info } from '../../controls/info';
import { formatSmall } from '../../plots/format';
import type { State } from '../../store/state';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import type { Step } from '../../terms/step';
import { partSize, type PartName } from './apart-parts';
import styles from './apart.module.css';
import { GUIDED, selectShape, selectStep } from './frame';
import { PHASES, useLooking, type Phase } from './looking';
import {
  paintEps,
  paintGuidedXt,
  paintGuidedPredX0,
  paintMean,
  paintNoise,
  paintNudge,
  paintXPrev,
} from './paint';
import { PixelFields } from './pixel-fields';
import { PixelEquation } from './pixel-equation-lines';
import { pixelNumbers, type PixelNumbers } from './pixel-equation';
import { ProbedPicture } from './probed-picture';
import { SlowMotion } from './slow-motion';

interface Tile {
  readonly part: PartName;
  readonly phase: Phase;
  readonly operator: string;
  readonly symbol: ReactNode;
  readonly name: string;
  readonly info: ReactNode;
  readonly paint: (canvas: HTMLCanvasElement, state: State) => void;
  readonly value: (pixel: PixelNumbers) => number;
}

const TILES: readonly Tile[] = [
  {
    part: 'xt',
    phase: 'xt',
    operator: '',
    symbol: <Xt />,
    name: 'x_t',
    info: <Info about="x_t">The noisy sample at t: √ᾱ of a picture and √(1 − ᾱ) of noise.</Info>,
    paint: paintGuidedXt,
    value: (pixel) => pixel.xt,
  },
  {
    part: 'eps',
    phase: 'prediction',
    operator: '→',
    symbol: <mi>ε</mi>,
    name: 'ε',
    info: (
      <Info about="ε">
        The model’s guess at the noise that is in x_t. It is all that the model is trained to say.
      </Info>
    ),
    paint: paintEps,
    value: (pixel) => pixel.eps,
  },
  {
    part: 'predX0',
    phase: 'prediction',
    operator: '→',
    symbol: <PredX0 />,
    name: 'predicted x_0',
    info: (
      <Info about="predicted x_0">
        x_t with that noise taken out, in one jump, and clipped to the range of pictures.
      </Info>
    ),
    paint: paintGuidedPredX0,
    value: (pixel) => pixel.predX0,
  },
  {
    part: 'mean',
    phase: 'mean',
    operator: '→',
    symbol: <mi>μ</mi>,
    name: 'μ',
    info: <Info about="μ">Where the model alone would go: a little of x̂_0, the rest of x_t.</Info>,
    paint: paintMean,
    value: (pixel) => pixel.mean,
  },
  {
    part: 'nudge',
    phase: 'nudge',
    operator: '+',
    symbol: <ScaledShift />,
    name: 'nudge',
    info: (
      <Info about="nudge">
        What guidance adds: the direction g in which the classifier grows surer, as far as Σ lets the step go,
        times s.
      </Info>
    ),
    paint: paintNudge,
    value: (pixel) => pixel.meanShift,
  },
  {
    part: 'noise',
    phase: 'noise',
    operator: '+',
    symbol: (
      <mrow>
        <mi>σ</mi>
        <mi>z</mi>
      </mrow>
    ),
    name: 'noise σz',
    info: (
      <Info about="noise σz">
        Fresh noise, the same for both pictures. Without it all samples would drift to one average.
      </Info>
    ),
    paint: paintNoise,
    value: (pixel) => pixel.sigma * pixel.z,
  },
  {
    part: 'xPrev',
    phase: 'next',
    operator: '=',
    symbol: <XPrev />,
    name: 'x_prev',
    info: <Info about="x_prev">The sample at the next listed timestep: the x_t of the next step.</Info>,
    paint: paintXPrev,
    value: (pixel) => pixel.xPrev,
  },
];

export function Apart(): ReactElement {
  const step = useNudgeFrame(selectStep);
  const shape = useNudge(selectShape);
  const { pixel, phase } = useLooking();
  const numbers = step === null || pixel === null ? null : pixelNumbers(step, GUIDED, shape, pixel);
  const reached = phase === null ? PHASES.length : PHASES.indexOf(phase);
  return (
    <section className={styles.apart} aria-label="The step taken apart">
      <div className={styles.tiles}>
        {TILES.map((tile) => (
          <figure
            key={tile.part}
            className={styles.tile}
            data-later={PHASES.indexOf(tile.phase) > reached}
            data-now={tile.phase === phase}
          >
            <figcaption className={styles.caption}>
              <span className={styles.symbol}>
                <span className={styles.operator}>{tile.operator}</span>
                <Formula>{tile.symbol}</Formula>
              </span>
              {tile.info}
            </figcaption>
            <ProbedPicture label={`Part ${tile.name}`} paint={tile.paint} />
            <span className={styles.value} data-tone={tile.part === 'nudge' ? 'guide' : 'plain'}>
              {valueText(step, tile, numbers)}
            </span>
          </figure>
        ))}
      </div>
      <div className={styles.foot}>
        <PixelEquation step={step} numbers={numbers} pixel={pixel} />
        <div className={styles.hands}>
          <SlowMotion />
          <PixelFields />
        </div>
      </div>
    </section>
  );
}

function valueText(step: Step | null, tile: Tile, numbers: PixelNumbers | null): string {
  if (step === null) return '–';
  if (numbers !== null) return tile.value(numbers).toFixed(4);
  return formatSmall(partSize(step, tile.part));
}
