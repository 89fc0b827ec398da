// What there is to discover: each a setting of everything, with a sentence, and the same with one thing changed.

import type { ReactElement } from 'react';
import { discoveries, type Discovery } from '../../diffusion/mixture/discoveries';
import { planeOf } from '../../store/plane-settings';
import type { PlaneStore } from '../../store/plane-store';
import type { Settings } from '../../store/settings';
import styles from './panels.module.css';

/** What a discovery sets, over the settings as they are. */
export function settingsOf(before: Settings, chosen: Discovery['settings']): Settings {
  const { distribution, schedule, denoiser, guide, guidanceScale, target, sampler, steps } = chosen;
  return {
    ...before,
    guidanceScale,
    target,
    steps,
    sampler: sampler.kind,
    lanes: 'points',
    plane: { ...planeOf(before), distribution, schedule, denoiser, guide },
  };
}

export function DiscoveriesPanel({ plane }: { plane: PlaneStore }): ReactElement {
  const show = (chosen: Discovery['settings']): void =>
    plane.actions.setAll(settingsOf(plane.store.getState().settings, chosen));
  const compare = (chosen: Discovery['settings']): void => {
    const before = plane.store.getState().settings;
    const after = settingsOf(before, chosen);
    const same = planeOf(before).distribution === planeOf(after).distribution;
    if (same) plane.actions.compare(after);
    else plane.actions.setAll(after);
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
              {against !== null && (
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
