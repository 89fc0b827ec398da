// The step that a term is about: x_t, where q would go that knows the picture, where the model goes, and how they differ.

import type { ReactElement } from 'react';
import { Info } from '../../controls/info';
import { clearCanvas, drawSample, drawSigned } from '../../plots/canvas';
import { SignedLegend } from '../../plots/signed-legend';
import { maxAbs } from '../../diffusion/magnitudes';
import type { State } from '../../history/state';
import { useNudge } from '../../store/use-store';
import type { Samples } from '../../terms/sample';
import type { BoundPictures } from '../../worlds/images/bound/bound';
import { Painted, Titled } from '../picture/painted';
import { shapeOf } from '../run/selectors';
import styles from './objective.module.css';
import { selectPictures } from './shown';

type Paint = (canvas: HTMLCanvasElement, state: State) => void;

const picture =
  (of: (pictures: BoundPictures) => Samples): Paint =>
  (canvas, state) => {
    const pictures = selectPictures(state);
    if (pictures === null) clearCanvas(canvas);
    else drawSample(canvas, of(pictures), 0, shapeOf(state));
  };

const differences = new WeakMap<BoundPictures, Samples>();

function differenceOf(pictures: BoundPictures): Samples {
  const known = differences.get(pictures);
  if (known !== undefined) return known;
  const difference = pictures.modelMean.map((x, i) => x - pictures.trueMean[i]!);
  differences.set(pictures, difference);
  return difference;
}

const rangeOf = (pictures: BoundPictures | null): number =>
  pictures === null ? 1 : roundedUp(Math.max(1e-9, maxAbs(differenceOf(pictures))));

/** To one significant digit. */
function roundedUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return Number((Math.ceil(value / unit) * unit).toPrecision(1));
}

const paintXt = picture(({ xt }) => xt);
const paintTrueMean = picture(({ trueMean }) => trueMean);
const paintModelMean = picture(({ modelMean }) => modelMean);
const paintDifference: Paint = (canvas, state) => {
  const pictures = selectPictures(state);
  if (pictures === null) clearCanvas(canvas);
  else drawSigned(canvas, differenceOf(pictures), 0, shapeOf(state), rangeOf(pictures));
};

const INFO = (
  <Info about="the two means">
    <p>
      q knows the picture x₀, and μ̂ is the mean of its xₜ₋₁. The model knows xₜ alone, and μ_θ is its own. L_t
      is how far they are apart, measured in Σ: where Σ is small a difference that nobody sees costs many
      bits.
    </p>
  </Info>
);

export function Pictures(): ReactElement {
  const pictures = useNudge(selectPictures);
  const range = rangeOf(pictures);
  return (
    <div className={styles.pictures} data-region="pictures">
      <Titled title={<b>Noisy</b>}>
        <Painted label="Noisy x_t" paint={paintXt} />
      </Titled>
      <Titled title={<b>q’s mean</b>}>
        <Painted label="Mean of q" paint={paintTrueMean} />
      </Titled>
      <Titled tone="model" title={<b>Model’s</b>}>
        <Painted label="Mean of the model" paint={paintModelMean} frame="model" />
      </Titled>
      <Titled
        title={
          <>
            <b>Off by</b>
            {INFO}
          </>
        }
      >
        <Painted label="Difference of the means" paint={paintDifference} />
        <SignedLegend range={range} />
      </Titled>
    </div>
  );
}
