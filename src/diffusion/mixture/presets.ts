// The distributions to choose from. Each is a mixture laid along a shape, so that everything about it is known, moved
// to mean 0 and scaled to unit spread.

import type { Mixture } from '../../terms/plane';
import { along, mixtureOf, polar, square, strokes, type Component, type Point } from './shapes';
import { standardised } from './standardised';

export interface PlanePreset {
  /** In addresses and file names. */
  readonly id: string;
  readonly title: string;
  readonly mixture: Mixture;
  /** s at which guidance does what it should. */
  readonly guidanceScale: number;
  /** Whether a point of the data tells its class: the exact classifier is right about 95 % of it or more. */
  readonly separable: boolean;
}

/** A little above Bayes' rule: of the learned guide's samples next to none is of another class. */
const USUAL_SCALE = 1.5;

function preset(
  id: string,
  title: string,
  classes: Readonly<Record<string, readonly Component[]>>,
  separable = true,
): PlanePreset {
  return { id, title, mixture: standardised(mixtureOf(classes)), guidanceScale: USUAL_SCALE, separable };
}

const moon = (place: (x: number, y: number) => Point) =>
  along(40, 0.09, (u) => place(Math.cos(Math.PI * u), Math.sin(Math.PI * u)));

const arm = (k: number) => along(60, 0.035, (u) => polar(0.17 + 0.83 * u, 0.85 * u + k / 3));

const ring = (n: number, radius: number) => along(n, 0.055, (u) => polar(radius, u));

const blade = (k: number): Component[] =>
  Array.from({ length: 24 }, (_, i) => {
    const radius = 0.25 + (1.5 * (i + 0.5)) / 24;
    return {
      mean: polar(radius, k / 5 + 0.04 * Math.exp(radius)),
      sigma: 0.05 + 0.03 * radius,
      weight: Math.exp(-0.5 * ((radius - 1) / 0.35) ** 2),
    };
  });

const petal = (k: number) =>
  along(32, 0.06, (u) => {
    const [x, y] = polar(1, u);
    const [along0, across] = [1 + 0.62 * x, 0.26 * y];
    const [cos, sin] = polar(1, k / 6);
    return [along0 * cos - across * sin, along0 * sin + across * cos];
  });

const spots = (row: number) =>
  [0, 1, 2].map((column): Component => ({ mean: [column, (column + row) % 3], sigma: 0.13, weight: 1 }));

const board = (row: number) => [0, 1].flatMap((i) => square(5, [2 * i + (row % 2), row], 0.94));

const disc = (turns: number): Component[] => [{ mean: polar(1, turns), sigma: 0.8, weight: 1 }];

/** Letters in a box one wide and one and a half high. */
const letter = (left: number, bottom: number, lines: readonly (readonly Point[])[]) =>
  strokes(
    0.125,
    0.05,
    lines.map((line) => line.map(([x, y]) => [left + 0.9 * x, bottom + 1.4 * y] as const)),
  );

// prettier-ignore
const letters = {
  N: letter(0, 2, [[[0, 0], [0, 1], [1, 0], [1, 1]]]),
  U: letter(1.6, 2, [[[0, 1], [0, 0.2], [0.25, 0], [0.75, 0], [1, 0.2], [1, 1]]]),
  D: letter(3.2, 2, [[[0, 0], [0, 1], [0.6, 1], [1, 0.7], [1, 0.3], [0.6, 0], [0, 0]]]),
  G: letter(0.8, 0, [[[1, 0.85], [0.7, 1], [0.3, 1], [0, 0.7], [0, 0.3], [0.3, 0], [0.7, 0], [1, 0.2], [1, 0.45], [0.6, 0.45]]]),
  E: letter(2.4, 0, [[[1, 1], [0, 1], [0, 0], [1, 0]], [[0, 0.5], [0.75, 0.5]]]),
};

/** In the order in which they are offered. */
export const presets: readonly PlanePreset[] = [
  preset('moons', 'Moons', { upper: moon((x, y) => [x, y]), lower: moon((x, y) => [1 - x, 0.5 - y]) }),
  preset('spirals', 'Spirals', { 'arm 1': arm(0), 'arm 2': arm(1), 'arm 3': arm(2) }),
  preset('rings', 'Rings', { inner: ring(24, 0.4), middle: ring(48, 0.85), outer: ring(72, 1.3) }),
  preset('pinwheel', 'Pinwheel', {
    east: blade(0),
    north: blade(1),
    west: blade(2),
    'south-west': blade(3),
    'south-east': blade(4),
  }),
  preset('grid', 'Grid', { rising: spots(0), middle: spots(1), falling: spots(2) }),
  preset('letters', 'Letters', letters),
  preset('checkerboard', 'Checkerboard', {
    'row 1': board(0),
    'row 2': board(1),
    'row 3': board(2),
    'row 4': board(3),
  }),
  preset('petals', 'Petals', Object.fromEntries([0, 1, 2, 3, 4, 5].map((k) => [`petal ${k + 1}`, petal(k)]))),
  preset(
    'overlapping',
    'Overlapping',
    { right: disc(0), 'upper left': disc(1 / 3), 'lower left': disc(2 / 3) },
    false,
  ),
];

/** @returns null where there is none of this id */
export function presetOf(id: string): PlanePreset | null {
  return presets.find((candidate) => candidate.id === id) ?? null;
}
