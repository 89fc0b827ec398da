// Points from one noise on the Plane, three ways: with no guide, by a classifier, and classifier-free at the same scale.

import { classesOf } from '../../diffusion/distances/class-accuracy';
import { arrange } from '../../history/arrangement';
import { isComplete, type Path } from '../../history/path';
import { currentPath, type State } from '../../history/state';
import { classOf } from '../../terms/target';
import { mixtureOrNull } from '../../worlds/plane/source';
import { planeOf } from '../../worlds/plane/settings';

export interface ThreeWays {
  readonly asked: string;
  readonly scale: number;
  readonly points: number;
  /** Of the class asked for, by the exact classifier. */
  readonly share: { readonly alone: number; readonly classifier: number; readonly free: number };
  /** Of the points: those that end nearer to where the classifier brought them than to where they go alone. */
  readonly nearer: number;
}

const known = new WeakMap<Path, ThreeWays | null>();

/** Null until both runs are finished, with twins, alike in all but the guide. */
export function threeWays(state: State): ThreeWays | null {
  const path = currentPath(state);
  if (!isComplete(path) || path.settings.guide !== 'classifier-free' || !isSteady(path)) return null;
  const found = known.get(path);
  if (found !== undefined) return found;
  const other = state.history.paths.find(
    (each) =>
      each.settings.guide !== 'classifier-free' &&
      isComplete(each) &&
      isSteady(each) &&
      allButGuide(each) === allButGuide(path),
  );
  if (other === undefined) return null;
  const made = compared(state, path, other);
  known.set(path, made);
  return made;
}

const isSteady = ({ steps }: Path): boolean => steps.every(({ settings }) => settings === steps[0]?.settings);

const allButGuide = ({ settings }: Path): string => JSON.stringify({ ...settings, guide: null, marked: 0 });

function compared(state: State, { settings, tip }: Path, other: Path): ThreeWays | null {
  const { pack } = state.model;
  const mixture = mixtureOrNull(planeOf(settings));
  const target = classOf(settings.target);
  const [free, classifier] = [tip?.xt, other.tip?.xt];
  if (pack === null || mixture === null || target === null || !free || !classifier) return null;
  const { lanes, scales, seeds } = arrange(settings, pack);
  // every point has its twin, after all the points
  if (scales.length !== 1 || settings.guidanceScale === 0 || lanes.length !== 2 * seeds) return null;
  if (free.length !== classifier.length || free.length !== 4 * seeds) return null;
  const alone = free.subarray(2 * seeds);
  const shareOf = (points: ArrayLike<number>): number =>
    classesOf(mixture, points).filter((label) => label === target).length / seeds;
  const apart = (i: number, from: ArrayLike<number>): number =>
    Math.hypot((free[2 * i] ?? 0) - (from[2 * i] ?? 0), (free[2 * i + 1] ?? 0) - (from[2 * i + 1] ?? 0));
  const near = Array.from({ length: seeds }, (_, i) => apart(i, classifier) < apart(i, alone));
  return {
    asked: mixture.classes[target] ?? String(target),
    scale: settings.guidanceScale,
    points: seeds,
    share: {
      alone: shareOf(alone),
      classifier: shareOf(classifier.subarray(0, 2 * seeds)),
      free: shareOf(free.subarray(0, 2 * seeds)),
    },
    nearer: near.filter(Boolean).length / seeds,
  };
}
