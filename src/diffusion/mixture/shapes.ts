// Shapes to lay the components of a mixture along.

import type { Mixture } from '../../terms/plane';

export type Point = readonly [x: number, y: number];

export interface Component {
  readonly mean: Point;
  readonly sigma: number;
  /** Within its class. */
  readonly weight: number;
}

/** n components of equal weight along a curve; u runs over the middles of n equal parts of [0, 1]. */
export function along(n: number, sigma: number, curve: (u: number) => Point): Component[] {
  return Array.from({ length: n }, (_, i) => ({ mean: curve((i + 0.5) / n), sigma, weight: 1 }));
}

/** Components of about the same distance along straight strokes. */
export function strokes(spacing: number, sigma: number, lines: readonly (readonly Point[])[]): Component[] {
  return lines.flatMap((line) =>
    line.slice(1).flatMap((to, i) => {
      const from = line[i]!;
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      return along(Math.max(1, Math.round(length / spacing)), sigma, (u) => [
        from[0] + u * (to[0] - from[0]),
        from[1] + u * (to[1] - from[1]),
      ]);
    }),
  );
}

/** n × n components that fill a square evenly. */
export function square(n: number, centre: Point, side: number): Component[] {
  const step = side / n;
  return Array.from({ length: n * n }, (_, i) => ({
    mean: [
      centre[0] + ((i % n) - (n - 1) / 2) * step,
      centre[1] + (Math.floor(i / n) - (n - 1) / 2) * step,
    ] as const,
    sigma: 0.45 * step,
    weight: 1,
  }));
}

export function polar(radius: number, turns: number): Point {
  return [radius * Math.cos(2 * Math.PI * turns), radius * Math.sin(2 * Math.PI * turns)];
}

/** Classes of equal probability, each of the components given. */
export function mixtureOf(classes: Readonly<Record<string, readonly Component[]>>): Mixture {
  const entries = Object.values(classes).flatMap((components, label) => {
    const total = components.reduce((sum, { weight }) => sum + weight, 0);
    return components.map((component) => ({ ...component, label, share: component.weight / total }));
  });
  const K = Object.keys(classes).length;
  return {
    means: Float64Array.from(entries.flatMap(({ mean }) => mean)),
    variances: Float64Array.from(entries, ({ sigma }) => sigma ** 2),
    weights: Float64Array.from(entries, ({ share }) => share / K),
    labels: Int32Array.from(entries, ({ label }) => label),
    classes: Object.keys(classes),
  };
}
