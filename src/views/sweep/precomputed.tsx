// What came with the model, where none of it is shown because something else is asked for: what that is, and the way to it.

import type { ReactElement } from 'react';
import { writeFields } from '../../address/field';
import { hashOf } from '../../address/link';
import { settingsOf, type State } from '../../history/state';
import type { World } from '../../store/world';
import { useNudge, useNudgeFrame, useOpened } from '../../store/use-store';
import type { Shipped } from '../../sweep/shipped';
import { sweepAsked } from '../../sweep/asked';
import { sweepOf } from '../../sweep/sweep-state';
import view from '../picture/view.module.css';
import { selectClasses, targetWords } from '../run/selectors';
import { selectChoice, selectRows } from './shown';

/** Null where there is none, or some of it is shown. */
export const selectNotShown = (state: State): Shipped | null => {
  const { shipped } = sweepOf(state);
  return selectRows(state).some((row) => row.shipped !== null) ? null : shipped;
};

const selectModel = (state: State) => sweepAsked(state)?.pack ?? null;

export function Precomputed(): ReactElement | null {
  const { world } = useOpened();
  const shipped = useNudgeFrame(selectNotShown);
  const pack = useNudge(selectModel);
  const before = useNudge(settingsOf);
  const choice = useNudge(selectChoice);
  const classes = useNudge(selectClasses);
  if (shipped === null || pack === null) return null;
  const { guide, sampler, steps } = shipped.made;
  const [first] = pack.guides;
  const title = pack.guides.find(({ id }) => id === guide)?.title ?? 'nothing';
  const isFirst = guide === first?.id;
  return (
    <p className={view.said}>
      Precomputed of this model is <b>{targetWords(classes, shipped.target)}</b>, guided by {title}, with{' '}
      {sampler.toUpperCase()} in {steps} steps.{' '}
      <a
        href={shippedHash(
          location.hash,
          world,
          { ...before, guide: isFirst ? null : guide },
          choice,
          shipped,
        )}
      >
        Show it
      </a>
    </p>
  );
}

/**
 * The address that asks for what came with the model.
 *
 * @param here address of this view
 * @param before what is asked for, with the guide of what came
 */
export function shippedHash(
  here: string,
  world: World,
  before: ReturnType<typeof settingsOf>,
  choice: State['model']['choice'],
  { made: { sampler, steps }, target, seed }: Shipped,
): string {
  return hashOf(here.replace(/^#\/|\?.*/g, ''), {
    ...(/[?&](of=\w+)/.test(here) ? { of: world.id } : {}),
    ...writeFields(world.fields.settings, { ...before, target, sampler, steps, seed }),
    ...(choice === 'auto' ? {} : { backend: choice }),
  });
}
