/** Along x of plots over the noise level: t, or log10 of ᾱ/(1-ᾱ). */
export const axisKinds = ['t', 'snr'] as const;
/** One of these, as addresses name it. */
export type AxisKind = (typeof axisKinds)[number];
