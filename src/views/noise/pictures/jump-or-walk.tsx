// Jump or walk: x_t by the closed form at once, beside t single steps with another noise. The pictures differ in every
// pixel; mean, variance and histogram say that they are drawn from one law.

import { useCallback, useEffect, useMemo, useRef, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { Formula, XAt } from '../../../controls/symbols';
import { densityOf, momentsOf } from '../../../diffusion/distribution';
import { pairOfSchedules } from '../../../diffusion/forward/pair-of-schedules';
import { clearCanvas, drawSample } from '../../../plots/canvas';
import { formatSmall } from '../../../plots/format';
import { Histogram } from '../../../plots/histogram';
import { Picture } from '../../../plots/picture';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { sampleSize, type Samples, type SampleShape } from '../../../terms/sample';
import { selectPack, selectShape } from '../../run/selectors';
import { paintXt } from '../../picture/paint';
import { Painted, Titled } from '../../picture/painted';
import styles from '../section.module.css';
import { selectNoised, selectForwardSamples, selectNoise, selectSchedule } from '../../picture/shown';
import { useWalk } from './use-walk';
import { BINS, DENSITY, DENSITY_TICKS, expectedMoments, lawOf, VALUE, VALUE_TICKS } from './values';

const NOTHING: Samples = new Float32Array(0);

const INFO = (
  <Info about="jump or walk">
    <p>
      One small step is q(xₜ | xₜ₋₁) = N(√(1 − β) xₜ₋₁, β I). Sums of normal steps are normal: after t of them
      xₜ is N(√ᾱ x₀, (1 − ᾱ) I), with ᾱ the product of all 1 − β, and can be drawn at once.
    </p>
    <p>This is what makes training possible: any t of any picture without walking there.</p>
  </Info>
);

export function JumpOrWalk(): ReactElement {
  const pack = useNudge(selectPack);
  const shape = useNudge(selectShape);
  const schedule = useNudge(selectSchedule);
  const { seed } = useNudge(selectNoise);
  const moment = useNudgeFrame(selectForwardSamples);
  const level = useNudgeFrame(selectNoised);
  const tables = pack === null ? null : pairOfSchedules(pack.scheduler)[schedule];
  const walk = useWalk(tables, seed, sampleSize(shape));
  const x0 = moment?.x0 ?? null;
  const walked = useMemo(
    () => (walk === null || level === null || x0 === null ? NOTHING : walk.sampleAt(x0, level.t)),
    [walk, level, x0],
  );
  const steps = (level?.t ?? 0) + 1;
  return (
    <section className={styles.compared} data-region="jump-or-walk">
      <h2 className={styles.title}>
        Jump or walk
        {INFO}
      </h2>
      <p className={styles.lead}>
        Left, xₜ at once from x₀ with one noise; right,{' '}
        {steps === 1 ? 'one single step' : `${steps} single steps`} from x₀, each with a noise of its own. No
        pixel is the same, and the law is.
      </p>
      <div className={styles.columns}>
        <div className={styles.pair}>
          <Titled
            title={
              <>
                <b>Jump</b>
                <Formula>
                  <XAt at={level?.t ?? 't'} />
                </Formula>
              </>
            }
            aside="q(xₜ | x₀)"
          >
            <Painted label="x_t by the jump" paint={paintXt} />
          </Titled>
          <Titled title={<b>Walk</b>} aside={walk === null ? 'walking …' : `${steps} steps`}>
            <WalkPicture samples={walked} shape={shape} />
          </Titled>
        </div>
        <Comparison
          x0={x0}
          jumped={level?.xt ?? NOTHING}
          walked={walked}
          alphaCumprod={level?.alphaCumprod ?? 1}
        />
      </div>
    </section>
  );
}

function WalkPicture({ samples, shape }: { samples: Samples; shape: SampleShape }): ReactElement {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const draw = useCallback(() => {
    if (canvas.current === null) return;
    if (samples.length === 0) clearCanvas(canvas.current);
    else drawSample(canvas.current, samples, 0, shape);
  }, [samples, shape]);
  useEffect(draw, [draw]);
  return <Picture label="x_t by the walk" canvas={canvas} shape={shape} />;
}

interface ComparisonProps {
  readonly x0: Samples | null;
  readonly jumped: Samples;
  readonly walked: Samples;
  readonly alphaCumprod: number;
}

function Comparison({ x0, jumped, walked, alphaCumprod }: ComparisonProps): ReactElement {
  const law = useMemo(() => (x0 === null ? NOTHING : lawOf(x0, alphaCumprod)), [x0, alphaCumprod]);
  const expected = x0 === null ? null : expectedMoments(momentsOf(x0), alphaCumprod, x0.length);
  const [jump, walk] = [momentsOf(jumped), momentsOf(walked)];
  const shown = (value: number, from: Samples): string => (from.length === 0 ? '–' : value.toFixed(3));
  const words = `jump: mean ${formatSmall(jump.mean)}, variance ${formatSmall(jump.variance)}; walk: mean ${formatSmall(walk.mean)}, variance ${formatSmall(walk.variance)}`;
  return (
    <div className={styles.plots}>
      <Histogram
        label={`Histograms of both x_t against their law. ${words}`}
        filled={{ name: 'jump', density: densityOf(jumped, VALUE.from, VALUE.to, BINS) }}
        outlined={{ name: 'walk', density: densityOf(walked, VALUE.from, VALUE.to, BINS) }}
        law={{ name: 'the law', values: law }}
        x={VALUE}
        y={DENSITY}
        xTicks={VALUE_TICKS}
        yTicks={DENSITY_TICKS}
        height={130}
      />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">over the pixels</th>
            <th scope="col">jump</th>
            <th scope="col">walk</th>
            <th scope="col">the law</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">mean</th>
            <td>{shown(jump.mean, jumped)}</td>
            <td>{shown(walk.mean, walked)}</td>
            <td>
              {expected === null ? '–' : `${expected.mean.toFixed(3)} ± ${expected.meanError.toFixed(3)}`}
            </td>
          </tr>
          <tr>
            <th scope="row">variance</th>
            <td>{shown(jump.variance, jumped)}</td>
            <td>{shown(walk.variance, walked)}</td>
            <td>
              {expected === null
                ? '–'
                : `${expected.variance.toFixed(3)} ± ${expected.varianceError.toFixed(3)}`}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
