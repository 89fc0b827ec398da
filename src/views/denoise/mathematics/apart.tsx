// One step of the guided lane taken apart: x_t → ε → x̂_0 → μ + s·Σ·g + σ·z = x_prev, each as a picture with its
// size, or with the value of the pixel that is looked at.

import type { ReactElement, ReactNode } from 'react';
import { Formula } from '../../../controls/symbols';
import { Info } from '../../../controls/info';
import { formatSmall } from '../../../plots/format';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import type { Step } from '../../../terms/step';
import { partSize, type PartName } from '../../../diffusion/step-parts';
import styles from './apart.module.css';
import { EXPLAINED, type Explained } from './explained';
import { selectAlone, selectLarge, selectSampler, selectShape, selectStep } from '../../run/selectors';
import { SentenceOf } from './symbol-button';
import { LegendOf } from '../pictures/legend-of';
import { PHASES, useLooking, type Phase } from '../looking';
import { PixelFields } from '../pictures/pixel-fields';
import { Closes, PixelEquation } from './pixel-equation-lines';
import { pixelNumbers, type PixelNumbers } from '../../../diffusion/pixel-equation';
import { ProbedPicture } from '../pictures/probed-picture';

interface Tile {
  readonly part: PartName;
  readonly phase: Phase;
  readonly operator: string;
  readonly value: (pixel: PixelNumbers) => number;
  readonly explained: Explained;
  readonly info: ReactNode;
}

function tileOf(part: PartName, phase: Phase, operator: string, value: Tile['value']): Tile {
  const explained = EXPLAINED[part];
  return {
    part,
    phase,
    operator,
    value,
    explained,
    info: (
      <Info about={explained.name}>
        <SentenceOf sentence={explained.sentence} />
      </Info>
    ),
  };
}

const TILES: readonly Tile[] = [
  tileOf('xt', 'xt', '', (pixel) => pixel.xt),
  tileOf('eps', 'prediction', '→', (pixel) => pixel.eps),
  tileOf('predX0', 'prediction', '→', (pixel) => pixel.predX0),
  tileOf('mean', 'mean', '→', (pixel) => pixel.mean),
  tileOf('nudge', 'nudge', '+', (pixel) => pixel.meanShift),
  tileOf('noise', 'noise', '+', (pixel) => pixel.sigma * pixel.z),
  tileOf('xPrev', 'next', '=', (pixel) => pixel.xPrev),
];

export function Apart(): ReactElement {
  const step = useNudgeFrame(selectStep);
  const shape = useNudge(selectShape);
  const large = useNudgeFrame(selectLarge);
  const alone = useNudge(selectAlone);
  const { pixel, phase, channel } = useLooking();
  const sampler = useNudgeFrame(selectSampler);
  const one = Math.min(channel, shape[2] - 1); // another model may have fewer
  const numbers =
    step === null || pixel === null ? null : pixelNumbers(step, sampler, large, shape, pixel, one);
  const reached = phase === null ? PHASES.length : PHASES.indexOf(phase);
  return (
    <section className={styles.apart} aria-label="The step taken apart">
      <div className={styles.tiles}>
        {TILES.filter(({ part }) => !alone || part !== 'nudge').map((tile) => (
          <figure
            key={tile.part}
            className={styles.tile}
            data-later={PHASES.indexOf(tile.phase) > reached}
            data-now={tile.phase === phase}
          >
            <figcaption className={styles.caption}>
              <span className={styles.symbol}>
                <span className={styles.operator}>{tile.operator}</span>
                <Formula>{tile.explained.symbol}</Formula>
              </span>
              {tile.info}
            </figcaption>
            {tile.explained.paint !== null && (
              <ProbedPicture label={`Part ${tile.explained.name}`} paint={tile.explained.paint} />
            )}
            <LegendOf quantity={tile.part} />
            <span className={styles.value} data-tone={tile.part === 'nudge' ? 'guide' : 'plain'}>
              {valueText(step, large, tile, numbers)}
            </span>
          </figure>
        ))}
      </div>
      <div className={styles.foot}>
        <PixelEquation step={step} numbers={numbers} pixel={pixel} />
        <div className={styles.hands}>
          <PixelFields />
          <Closes numbers={numbers} pixel={pixel} />
        </div>
      </div>
    </section>
  );
}

function valueText(step: Step | null, lane: number, tile: Tile, numbers: PixelNumbers | null): string {
  if (step === null) return '–';
  if (numbers !== null) return tile.value(numbers).toFixed(4).replace('-', '−');
  return formatSmall(partSize(step, lane, tile.part));
}
