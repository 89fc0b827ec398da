// β_t along a sigmoid (GeoDiff, Xu et al. 2022), diffusers' `sigmoid`.

import { linspace } from './linear';

export function sigmoidBetas(T: number, betaStart: number, betaEnd: number): Float64Array {
  return linspace(-6, 6, T).map((x) => (betaEnd - betaStart) / (1 + Math.exp(-x)) + betaStart);
}
