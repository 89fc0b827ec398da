// What a denoiser is trained on, L_simple, beside what it is a bound of, L_vlb; and where both can be seen.

import type { ReactElement } from 'react';
import { hashOf } from '../../../address/link';

export const trainedOn = {
  /** The bound of one picture, term by term, beside the loss. */
  bound: hashOf('objective', { image: '71', level: '100', noise: '7' }),
  /** The same network trained on either. */
  objectives: hashOf('plane', { distribution: 'moons', denoiser: 'learned', objective: 'open' }),
} as const;

/** Beside what the denoiser predicts. */
export function TrainedOn(): ReactElement {
  return (
    <>
      Denoisers are trained on L<sub>simple</sub>, the error of ε, alike at every t. L<sub>vlb</sub> weighs it
      by what it costs in the bound on −log p(x₀): <a href={trainedOn.bound}>both at every t, on Objective</a>
      ; <a href={trainedOn.objectives}>one network trained on each, on Plane</a>.
    </>
  );
}
