// Two trainings in numbers: what each misses, what its samples are worth, and how much of its gradient is chance.

import { useMemo, type ReactElement } from 'react';
import { meanOf } from '../../../measures/point-evidence';
import { SETS, SET_POINTS } from '../../../worlds/plane/objective/arm-training';
import { compared, halvesOf, type Compared } from '../../../worlds/plane/objective/outcome';
import type { Arm, Study, StudyOf } from '../../../worlds/plane/objective/study';
import panels from '../panels/panels.module.css';
import { withInterval } from './numbers';
import styles from './objective.module.css';

export function Outcome({ study }: { readonly study: Study }): ReactElement {
  const rows = useMemo(() => compared(study), [study]);
  const { of, arms, floor } = study;
  if (of === null) return <></>;
  return (
    <>
      <table className={styles.table} aria-label="Two trainings compared">
        <thead>
          <tr>
            <th scope="col">measure</th>
            {of.arms.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values, lower }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, i) => (
                <td key={of.arms[i]!.title} data-lower={lower === i}>
                  {value === null ? '–' : withInterval(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={panels.caption}>
        {`Lower is better. Means with 95 % intervals: over points, and over ${SETS} sets of ${SET_POINTS.toLocaleString('en')} samples, ${of.steps} DDPM steps.`}
        {floor.length > 0 && ` Fresh points of the data are ${withInterval(meanOf(floor))} from it.`}
      </p>
      <p className={panels.caption}>{saidOf(of, rows)}</p>
      {of.contrast === 'objective' && <Chance arm={arms[0]} title={of.arms[0].title} />}
    </>
  );
}

/** What this pair shows, in words. */
export function saidOf(of: StudyOf, rows: readonly Compared[]): string {
  const said = (name: string, what: string): string => {
    const row = rows.find((each) => each.name === name);
    if (row === undefined || row.values.includes(null)) return '';
    if (row.lower === null) return `${what} cannot be told apart. `;
    return `${what} are better with ${of.arms[row.lower].title}. `;
  };
  const early = rows.find(({ name }) => name.startsWith('bits above the least, step'));
  const parts = [
    early === undefined
      ? ''
      : early.lower === null
        ? 'Early on the bits cannot be told apart. '
        : `Early on the bits fall faster with ${of.arms[early.lower].title}. `,
    said('samples’ distance to the data', 'Samples'),
    said('whole bound, bits', 'Bounds'),
  ].join('');
  return parts === '' ? '' : `In this one pair of trainings: ${parts.trim()} Another seed can differ.`;
}

const NOISE_ROWS = [
  ['random', 'simple', 't at random, L_simple'],
  ['random', 'vlb', 't at random, L_vlb'],
  ['spread', 'simple', 't spread, L_simple'],
  ['spread', 'vlb', 't spread, L_vlb'],
] as const;

/** Of one and the same network under both objectives. */
function Chance({ arm, title }: { readonly arm: Arm; readonly title: string }): ReactElement | null {
  const { noise } = arm;
  if (noise.length === 0) return null;
  const steps = [...new Set(noise.map(({ step }) => step))];
  const halves = halvesOf(arm);
  return (
    <>
      <table className={styles.table} aria-label="Chance in the gradient">
        <thead>
          <tr>
            <th scope="col">tr Σ / ‖G‖²</th>
            {steps.map((step) => (
              <th key={step} scope="col">
                step {step.toLocaleString('en')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {NOISE_ROWS.map(([times, weighting, name]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {steps.map((step) => {
                const found = noise.find(
                  (each) => each.step === step && each.times === times && each.weighting === weighting,
                );
                return <td key={step}>{found === undefined ? '–' : withInterval(found.ratio)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={panels.caption}>
        {`The variance of a batch’s gradient over the squared length of what 24 batches have in common, with both objectives at the parameters of the training on ${title}. Ho et al. draw each t at random; training here spreads them over each batch.`}
        {halves !== null &&
          ` Half of L_simple lies at t ≤ ${halves.simple}, half of L_vlb at t ≤ ${halves.vlb}.`}
      </p>
    </>
  );
}
