// What the bound is of: model, picture, noise; under which Σ, over which axis; and its numbers to take away.

import type { ReactElement } from 'react';
import { Choice, type Option } from '../../controls/choice';
import { SeedField } from '../../controls/seed-field';
import { useNudge, useOpened } from '../../store/use-store';
import { isLearned, learnedOf } from '../../diffusion/learned-variance';
import type { State } from '../../history/state';
import type { LearnedVariance, VarianceType } from '../../terms/scheduler';
import { setBoundStatus } from '../../worlds/images/bound/bound-questions';
import type { AxisKind } from '../../terms/axis';
import { mostDraws } from '../../worlds/images/noise-settings';
import { useNoiseActions } from '../../worlds/images/use-noise';
import view from '../picture/view.module.css';
import { PictureChoice } from '../picture/picture-choice';
import { selectNoise } from '../picture/shown';
import { ModelChoice } from '../run/controls/model-choice';
import { WorldChoice } from '../run/controls/world-choice';
import { saveFile } from '../share/save-file';
import { AxisChoice } from './axis-choice';
import { Measuring } from './measuring';
import { OBJECTIVE_WORLDS, OF_WORLDS } from './of-worlds';
import { selectBound, selectStatus } from './shown';
import { csvShown } from './csv';
import { ComparedPanel, useMany } from './compared-panel';
import type { Shown } from './use-shown';

const VARIANCES: readonly Option<VarianceType>[] = [
  { value: 'fixed_small', label: 'Σ = β̃' },
  { value: 'fixed_large', label: 'Σ = β' },
];
const DRAWS: readonly Option<number>[] = [1, 4, mostDraws].map((value) => ({ value, label: String(value) }));

/** How the pack's Σ is learned; null where it is not. */
const selectLearned = ({ model: { pack } }: State): LearnedVariance | null =>
  pack === null ? null : (learnedOf(pack)?.type ?? null);

interface ControlsProps {
  readonly shown: Shown;
  readonly variance: VarianceType;
  readonly axis: AxisKind;
  readonly draws: number;
}

export function ControlsPanel({ shown, variance, axis, draws }: ControlsProps): ReactElement {
  const { seed } = useNudge(selectNoise);
  const { trouble } = useNudge(selectBound);
  const nudge = useOpened();
  const status = useNudge(selectStatus);
  const noise = useNoiseActions();
  const own = useNudge(selectLearned);
  const many = useMany();
  const { evidence, lanes, each } = shown;
  const isOne = lanes.kind === 'one';
  const isDone = isOne
    ? (evidence?.totals.length ?? 0) >= draws
    : each.every((one) => one?.total.complete === true);
  return (
    <div className={view.panel}>
      <WorldChoice label="Objective of" info={OF_WORLDS} options={OBJECTIVE_WORLDS} />
      <ModelChoice info="Whose bound it is. Other models are opened on Denoise." />
      <PictureChoice many={lanes.kind === 'set' ? many : undefined} />
      <ComparedPanel />
      <Choice
        label="Variance"
        info="Σ of the model’s step: β̃, the least that q has (fixed_small), or β (fixed_large). It changes what every error costs, and no picture here. Σ = β costs bits of its own at every t."
        options={own === null ? VARIANCES : [{ value: own, label: 'Σ learned' }, ...VARIANCES]}
        value={variance}
        look="segments"
        onChange={(next) => noise.lookAtBound({ variance: isLearned(next) ? null : next })}
      />
      <AxisChoice value={axis} onChange={(next) => noise.lookAtBound({ axis: next })} />
      <SeedField
        label="Noise seed"
        info="Key of the noise: every t has another draw, as in OpenAI’s calc_bpd_loop."
        value={seed}
        drawLabel="Another noise"
        drawAbout="Other draws for every t: how much the bound depends on them."
        onChange={noise.setSeed}
        onDraw={() => noise.setSeed(Math.floor(Math.random() * 10_000))}
      />
      {isOne && (
        <Choice
          label="Noise draws"
          info="Of each t so many draws of the noise, with the keys that follow the noise seed: the lines are of the first, and a band is the least and the most of all of them. Each costs as many questions as the first."
          options={DRAWS}
          value={draws}
          look="segments"
          onChange={(next) => noise.lookAtBound({ draws: next })}
        />
      )}
      <Measuring
        status={status}
        onStatus={(next) => setBoundStatus(nudge, next)}
        isDone={isDone}
        onExport={
          evidence === null
            ? null
            : () =>
                saveFile(
                  new Blob([csvShown(shown, variance)], { type: 'text/csv' }),
                  `nudge-${evidence.of.pack.id}-bound.csv`,
                )
        }
      />
      {trouble !== null && <p role="status">{trouble}</p>}
    </div>
  );
}
