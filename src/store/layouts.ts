// The layouts in which lanes are watched.

/** The guided sample and its unguided twin; a grid of seeds; a row of scales on one seed. */
export const laneLayouts = ['pair', 'seeds9', 'seeds16', 'scales'] as const;

/** Of the plane: two thousand points at one scale, or their share at each of several scales on the same noise. */
export const pointLayouts = ['points', 'point-scales'] as const;

export type LaneLayout = (typeof laneLayouts)[number] | (typeof pointLayouts)[number];
