// How steep log p(y | x_t) can be at most. ∇log p(y | x_t) = √ᾱ/(1-ᾱ)·(E[x_0 | x_t, y] - E[x_0 | x_t]), and both
// expectations lie within the data. A learned classifier knows nothing of that: in pure noise its small mistakes are
// far beyond it, and DDIM, which divides them by √ᾱ, would carry every point away.

import type { Guide } from '../../terms/networks';
import type { Mixture } from '../../terms/plane';

/** The longest way across the data's components, between corners of the box around them. */
export function reachOf({ means, variances }: Mixture): number {
  const sides = [0, 1].map((axis) => {
    let low = Infinity;
    let high = -Infinity;
    for (let m = 0; m < variances.length; m++) {
      const margin = 2 * Math.sqrt(variances[m]!);
      low = Math.min(low, means[2 * m + axis]! - margin);
      high = Math.max(high, means[2 * m + axis]! + margin);
    }
    return high - low;
  });
  return Math.hypot(...sides);
}

/** The same guide, whose gradient is nowhere longer than that of any classifier of this data could be. */
export function noSteeperThanData(guide: Guide, mixture: Mixture, alphasCumprod: Float64Array): Guide {
  const reach = reachOf(mixture);
  return {
    async evaluate(xt, t, targets, denoiser) {
      const guidance = await guide.evaluate(xt, t, targets, denoiser);
      const { gradient } = guidance;
      for (let i = 0; i < t.length; i++) {
        const alpha = alphasCumprod[Math.round(t[i]!)] ?? 1;
        const most = (Math.sqrt(alpha) * reach) / (1 - alpha);
        const length = Math.hypot(gradient[2 * i]!, gradient[2 * i + 1]!);
        if (!(length > most)) continue;
        gradient[2 * i] = (gradient[2 * i]! * most) / length;
        gradient[2 * i + 1] = (gradient[2 * i + 1]! * most) / length;
      }
      return guidance;
    },
    dispose: () => guide.dispose(),
  };
}
