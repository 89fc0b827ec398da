// Precision and recall of samples against real data (Kynkäänniemi et al. 2019, eq. 1 and 2): which samples lie in a ball
// around a real one that reaches to its k-th neighbour, and which real ones in a ball around a sample.

import { squaredDistance } from './features';
import type { SetMeasure } from './jackknife';

const K = 3;

type Features = readonly Float32Array[];

/** To the k-th nearest other one; to the farthest where there are fewer. */
function radii(features: Features): number[] {
  return features.map((a, i) => {
    const others = features.flatMap((b, j) => (j === i ? [] : [squaredDistance(a, b)]));
    return others.toSorted((x, y) => x - y)[Math.min(K, others.length) - 1] ?? 0;
  });
}

function shareWithin(points: Features, centres: Features): number {
  const reach = radii(centres);
  const within = points.filter((point) =>
    centres.some((centre, i) => squaredDistance(point, centre) < reach[i]!),
  );
  return within.length / points.length;
}

/** Share of the samples that look like real ones: each by itself, so that its interval is a share's. */
export const precision = (real: Features, samples: Features): number => shareWithin(samples, real);

/** Share of the real ones that look like some sample. */
export const recall = (real: Features, samples: Features): number => shareWithin(real, samples);

/** For its interval. */
export const recallOf = (real: Features): SetMeasure<Float32Array> => ({
  of: (samples) => recall(real, samples),
  bounds: () => [0, 1],
});
