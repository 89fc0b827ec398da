// The finished points of a run on the Plane: of each scale, how many the exact classifier takes for the class that was
// asked for, and how widely they spread; beside the truth.

import { classesOf } from '../../diffusion/distances/class-accuracy';
import { spread } from '../../diffusion/distances/spread';
import { conditionalMixture } from '../../diffusion/mixture/conditional';
import { drawPoints } from '../../diffusion/mixture/draw';
import { arrange } from '../../history/arrangement';
import { isComplete, type Path } from '../../history/path';
import { currentPath, type State } from '../../history/state';
import { classOf } from '../../terms/target';
import { mixtureOrNull } from '../../worlds/plane/source';
import { planeOf } from '../../worlds/plane/settings';

export interface AtScale {
  readonly scale: number;
  readonly points: number;
  /** Of the class that was asked for, by the exact classifier. */
  readonly share: number;
  /** Root mean square from the mean, per coordinate. */
  readonly spread: number;
}

export interface Cloud {
  readonly asked: string;
  /** Of all of the data. */
  readonly chance: number;
  readonly guide: string | null;
  /** Ascending in s. */
  readonly scales: readonly AtScale[];
  /** Of fresh points of the class asked for. */
  readonly truth: { readonly share: number; readonly spread: number };
}

/** Of the fresh points. */
const SEED = 20;
const FRESH = 2000;

const known = new WeakMap<Path, Cloud | null>();

/** Null while the run is not finished, where it was steered otherwise on its way, or where there are no classes. */
export function cloud(state: State): Cloud | null {
  const path = currentPath(state);
  const found = known.get(path);
  if (found !== undefined) return found;
  const made = isComplete(path) ? cloudOf(state, path) : null;
  if (isComplete(path)) known.set(path, made);
  return made;
}

function cloudOf(state: State, path: Path): Cloud | null {
  const { pack } = state.model;
  const { settings, tip } = path;
  const mixture = mixtureOrNull(planeOf(settings));
  const target = classOf(settings.target);
  if (pack === null || mixture === null || target === null || tip === null) return null;
  if (mixture.classes.length < 2 || path.steps.some((step) => step.settings !== path.steps[0]?.settings))
    return null;
  const { scales, seeds } = arrange(settings, pack);
  const { labels } = drawPoints(mixture, FRESH, SEED, 1);
  const fresh = drawPoints(conditionalMixture(mixture, target), FRESH, SEED, 0).points;
  const shareOf = (points: ArrayLike<number>): number =>
    (2 * classesOf(mixture, points).filter((label) => label === target).length) / points.length;
  return {
    asked: mixture.classes[target] ?? String(target),
    chance: labels.filter((label) => label === target).length / FRESH,
    guide: settings.guide,
    scales: scales.map((scale, row) => {
      const points = tip.xt.subarray(2 * row * seeds, 2 * (row + 1) * seeds);
      return { scale, points: seeds, share: shareOf(points), spread: spread(points) };
    }),
    truth: { share: shareOf(fresh), spread: spread(fresh) },
  };
}
