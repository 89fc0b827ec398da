// The twin of kernel.wgsl, in double precision.

export interface ReferenceNorm {
  readonly x: ArrayLike<number>; // [B, P, C]
  readonly shape: readonly [batch: number, pixels: number, channels: number];
  readonly gamma: ArrayLike<number>; // [C]
  readonly beta: ArrayLike<number>; // [C]
  readonly groups: number;
  readonly eps: number;
  readonly activated: boolean;
  /** Scale less 1, then shift: [B, 2·C]. */
  readonly time: ArrayLike<number> | null;
}

/** @param dy ∂/∂result [B, P, C], or null for the result itself */
export function referenceGroupNorm(norm: ReferenceNorm, dy: ArrayLike<number> | null): Float64Array {
  const { x, shape, gamma, beta, groups, eps, activated, time } = norm;
  const [batch, pixels, channels] = shape;
  const width = channels / groups;
  const out = new Float64Array(x.length);
  for (let b = 0; b < batch; b++) {
    for (let g = 0; g < groups; g++) {
      const members = Array.from({ length: pixels * width }, (_, i) => {
        const channel = g * width + (i % width);
        return { channel, at: (b * pixels + Math.floor(i / width)) * channels + channel };
      });
      const average = (f: (member: { channel: number; at: number }) => number) =>
        members.reduce((sum, member) => sum + f(member), 0) / members.length;
      const mean = average(({ at }) => x[at]!);
      const rate = 1 / Math.sqrt(average(({ at }) => (x[at]! - mean) ** 2) + eps);
      const normal = (at: number) => (x[at]! - mean) * rate;
      const scale = (channel: number) => (time ? 1 + time[b * 2 * channels + channel]! : 1);
      const shift = (channel: number) => (time ? time[b * 2 * channels + channels + channel]! : 0);
      const affine = (channel: number, n: number) =>
        (n * gamma[channel]! + beta[channel]!) * scale(channel) + shift(channel);
      const slope = ({ channel, at }: { channel: number; at: number }) => {
        const z = affine(channel, normal(at));
        const gate = 1 / (1 + Math.exp(-z));
        const activation = activated ? gate * (1 + z * (1 - gate)) : 1;
        return dy![at]! * activation * gamma[channel]! * scale(channel);
      };
      const first = dy ? average(slope) : 0;
      const along = dy ? average((member) => slope(member) * normal(member.at)) : 0;
      for (const member of members) {
        const { channel, at } = member;
        const z = affine(channel, normal(at));
        out[at] = dy
          ? rate * (slope(member) - first - normal(at) * along)
          : activated
            ? z / (1 + Math.exp(-z))
            : z;
      }
    }
  }
  return out;
}
