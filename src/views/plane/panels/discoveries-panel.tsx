// What there is to discover: each a setting of everything, with a sentence, and the same with one thing changed.

import type { ReactElement } from 'react';
import { planeOf, withPlane } from '../../../worlds/plane/settings';
import type { Settings } from '../../../history/settings';
import { discoveries, type Discovery } from './discoveries';
import styles from './panels.module.css';
import { type OpenedPlane } from '../../../worlds/plane/use-plane';
import { settingsOf, type State } from '../../../history/state';
import { useNudge } from '../../../store/use-store';
import { classTarget } from '../../../terms/target';
import { oneScale } from '../../../worlds/plane/layouts';

const selectDistribution = (state: State): string => planeOf(settingsOf(state)).distribution;

/** What a discovery sets, over the settings as they are. */
export function discovered(before: Settings, chosen: Discovery['settings']): Settings {
  const { distribution, schedule, denoiser, guide, guidanceScale, target, sampler, steps } = chosen;
  return {
    ...withPlane(before, { distribution, schedule, denoiser }),
    guide,
    guidanceScale,
    guidanceInterval: null,
    target: classTarget(target),
    steps,
    sampler: sampler.kind,
    layout: oneScale,
  };
}

export function DiscoveriesPanel({ plane }: { plane: OpenedPlane }): ReactElement {
  const distribution = useNudge(selectDistribution);
  const show = (chosen: Discovery['settings']): void =>
    plane.plane.setAll(discovered(settingsOf(plane.store.getState()), chosen));
  const compare = (chosen: Discovery['settings']): void => {
    const before = settingsOf(plane.store.getState());
    const after = discovered(before, chosen);
    plane.plane.compare(after);
  };
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>To discover</h2>
      <ul className={styles.discoveries}>
        {discoveries.map(({ id, title, sentence, settings, against }) => (
          <li key={id}>
            <button type="button" className={styles.discovery} onClick={() => show(settings)}>
              {title}
            </button>
            <p>
              {sentence}{' '}
              {against !== null && settings.distribution === distribution && (
                <button
                  type="button"
                  className={styles.against}
                  onClick={() => compare({ ...settings, ...against })}
                >
                  {againstText(against)}
                </button>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "Compare with s = 0" */
function againstText(against: Partial<Discovery['settings']>): string {
  const { guidanceScale, guide, sampler, steps, denoiser } = against;
  const parts = [
    guidanceScale === undefined ? '' : `s = ${guidanceScale}`,
    guide === undefined ? '' : guide === 'learned' ? 'the noisy classifier' : `the ${guide} guide`,
    sampler === undefined ? '' : sampler.kind.toUpperCase(),
    steps === undefined ? '' : `${steps} steps`,
    denoiser === undefined ? '' : `the ${denoiser} denoiser`,
  ];
  return `Compare with ${parts.filter((part) => part !== '').join(' and ')}`;
}
