// The link of the run that one sample is of: written as every link of the view that shows runs.

import { writeFields } from '../../address/field';
import { hashOf } from '../../address/link';
import type { Settings } from '../../history/settings';
import type { State } from '../../history/state';
import { usualWay } from '../../history/way';
import type { World } from '../../store/world';
import { beginningWith } from '../../worlds/images/settings';
import type { SweepOf } from '../../sweep/asked';
import type { Cell } from '../../sweep/sampled';

/**
 * @param run address of that view, without fields
 * @param before what was asked for there
 * @param choice the backend that was asked for
 */
export function runHash(
  run: string,
  world: World,
  before: Settings,
  choice: State['model']['choice'],
  of: SweepOf,
  cell: Cell,
): string {
  const { guide, made, pack, target } = of;
  const [layout = before.layout] = world.layouts;
  const asked = {
    ...before,
    target,
    guide: guide === null || guide === pack.guides[0] ? null : guide.id,
    guidanceScale: cell.scale,
    guidanceInterval: cell.interval,
    sampler: made.sampler,
    steps: made.steps,
    seed: cell.seed,
    layout,
    twins: false,
    way: usualWay,
  };
  // a picture that its run begins with is none of a sweep's
  const settings = world.beginning === undefined ? asked : beginningWith(asked, null);
  const { fields } = world;
  return hashOf(run.replace('#/', ''), {
    ...writeFields(fields.settings, settings),
    ...writeFields(fields.run, settings),
    ...(choice === 'auto' ? {} : { backend: choice }),
  });
}
