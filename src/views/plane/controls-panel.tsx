// Everything that steers the plane: the distribution, class and scale, who denoises and who guides, the chain.

import type { ReactElement } from 'react';
import { presets, presetOf } from '../../diffusion/mixture/presets';
import { Button } from '../../controls/button';
import { Choice, type Option } from '../../controls/choice';
import { SeedField } from '../../controls/seed-field';
import { Slider } from '../../controls/slider';
import { Formula } from '../../controls/symbols';
import { POINT_SCALES } from '../../store/lanes';
import { DRAWN, planeLimits, planeOf, type PlaneSettings } from '../../store/plane-settings';
import type { PlaneStore } from '../../store/plane-store';
import type { State } from '../../store/state';
import type { Settings } from '../../store/settings';
import { useNudge } from '../../store/use-store';
import type { PlaneDenoiser, PlaneGuide } from '../../terms/plane';
import styles from './controls-panel.module.css';
import { LayersPanel } from './layers-panel';
import { MarkedPanel } from './marked-panel';

const DISTRIBUTIONS: readonly Option<string>[] = [
  ...presets.map(({ id, title }) => ({ value: id, label: title })),
  { value: DRAWN, label: 'Your own' },
];
const DENOISERS: readonly Option<PlaneDenoiser>[] = [
  { value: 'learned', label: 'Learned' },
  { value: 'exact', label: 'Exact' },
];
const GUIDES: readonly Option<PlaneGuide>[] = [
  { value: 'learned', label: 'Learned' },
  { value: 'exact', label: 'Exact' },
  { value: 'clean', label: 'Clean only' },
  { value: 'classifier-free', label: 'Classifier-free' },
];
const SAMPLERS: readonly Option<Settings['sampler']>[] = [
  { value: 'ddpm', label: 'DDPM' },
  { value: 'ddim', label: 'DDIM' },
];
const SCALE_TICKS = [0, 4, 8, 12, 16] as const;
const STEP_TICKS = [2, 250, 500, 750, 1000] as const;

const selectSettings = (state: State): Settings => state.settings;
const selectPlane = (state: State): PlaneSettings => planeOf(state.settings);
const NO_CLASSES: readonly string[] = [];
const selectClasses = (state: State): readonly string[] => state.model.pack?.classes ?? NO_CLASSES;
const selectLookingBack = (state: State): boolean =>
  state.history.cursor !== null && state.run.status !== 'playing';

const oneDecimal = (value: number): string => value.toFixed(1);
const whole = (value: number): string => value.toFixed(0);

interface ControlsPanelProps {
  readonly plane: PlaneStore;
  /** A distribution is to be drawn. */
  readonly onDraw: () => void;
  /** Another one has been chosen. */
  readonly onChoose: () => void;
}

export function ControlsPanel({ plane, onDraw, onChoose }: ControlsPanelProps): ReactElement {
  const { actions } = plane;
  const settings = useNudge(selectSettings);
  const { distribution, denoiser, guide } = useNudge(selectPlane);
  const classes = useNudge(selectClasses);
  const lookingBack = useNudge(selectLookingBack);
  const choose = (id: string): void => {
    const preset = presetOf(id);
    const before = planeOf(settings);
    if (id === DRAWN && before.drawn === '') {
      onDraw();
      return;
    }
    onChoose();
    actions.setAll({
      ...settings,
      target: 0,
      guidanceScale: preset?.guidanceScale ?? settings.guidanceScale,
      plane: { ...before, distribution: id },
    });
  };
  return (
    <div className={styles.panel}>
      <div className={styles.names}>
        <Choice
          label="Distribution"
          info="The data: points of a few classes. Each of these is a mixture of Gaussians laid along its shape, so that density, score and belief are known exactly at every t."
          options={DISTRIBUTIONS}
          value={distribution}
          look="grid"
          onChange={choose}
        />
      </div>
      <Button wide onClick={onDraw}>
        Draw or import your own
      </Button>
      <div className={styles.steer}>
        {classes.length > 0 && (
          <Choice
            label="Class"
            symbol={
              <Formula>
                <mi>y</mi>
              </Formula>
            }
            info="The y of log p(y | xₜ), whose gradient nudges every point. A change acts from the next step on."
            options={classes.map((label, value) => ({ value, label }))}
            value={settings.target}
            look="grid"
            onChange={actions.setTarget}
          />
        )}
        {classes.length > 0 && lookingBack && (
          <p className={styles.facts}>Looking back: a change of class or scale branches off here.</p>
        )}
        {settings.lanes === 'point-scales' ? (
          <p className={styles.facts}>Seven guidance scales at once: s = {POINT_SCALES.join(', ')}.</p>
        ) : (
          classes.length > 0 && (
            <Slider
              label="Guidance scale"
              symbol={
                <Formula>
                  <mi>s</mi>
                </Formula>
              }
              info="The nudge is s·Σ·g. At s = 1 an exact guide gives the true conditional p(x | y); larger s sharpens the belief to p(y | x)ˢ and gives up diversity. Acts from the next step on."
              value={settings.guidanceScale}
              min={0}
              max={16}
              step={0.1}
              largeStep={1}
              ticks={SCALE_TICKS}
              tone="guide"
              format={oneDecimal}
              live
              onChange={actions.setGuidanceScale}
            />
          )
        )}
        {guide === 'classifier-free' && <Conventions scale={settings.guidanceScale} />}
      </div>
      <div className={styles.run}>
        <Choice
          label="Denoiser"
          info="Learned: the network trained here. Exact: E[x₀ | xₜ] of the distribution in closed form, what training strives for. A switch goes on from the step shown, on the same noise."
          options={DENOISERS}
          value={denoiser}
          look="segments"
          onChange={(value) => actions.setPlane({ denoiser: value })}
        />
        <Choice
          label="Guide"
          info="Learned: a classifier trained on noisy points. Exact: p(y | xₜ) in closed form. Clean only: a classifier that never saw noise. Classifier-free: no classifier, but one denoiser asked with the class and without."
          options={GUIDES}
          value={guide}
          look="segments"
          onChange={(value) => actions.setPlane({ guide: value })}
        />
        <Choice
          label="Sampler"
          info="DDPM adds fresh noise σz at every step; DDIM adds none and follows one smooth curve. A change begins a new run."
          options={SAMPLERS}
          value={settings.sampler}
          look="segments"
          onChange={actions.setSampler}
        />
        <Slider
          label="Steps"
          info="How many of the T = 1000 timesteps the chain visits. A change begins a new run."
          value={settings.steps}
          min={planeLimits.steps.min}
          max={planeLimits.steps.max}
          step={1}
          largeStep={50}
          ticks={STEP_TICKS}
          unit="of 1000"
          format={whole}
          live={false}
          onChange={actions.setSteps}
        />
        <SeedField
          label="Seed"
          info="Point i takes its noise from seed + i, so the same seed gives the same two thousand points."
          value={settings.seed}
          onChange={actions.setSeed}
          onDraw={() => actions.setSeed(Math.floor(Math.random() * 10_000))}
        />
        <LayersPanel plane={plane} />
        <MarkedPanel plane={plane} />
      </div>
    </div>
  );
}

/** The two ways in which the scale of classifier-free guidance is counted. */
function Conventions({ scale }: { scale: number }): ReactElement {
  return (
    <p className={styles.facts}>
      s = {scale.toFixed(1)} in ε<sub>∅</sub> + s(ε<sub>y</sub> − ε<sub>∅</sub>) is w ={' '}
      {(scale - 1).toFixed(1)} in Ho &amp; Salimans’ (1 + w)ε<sub>y</sub> − wε<sub>∅</sub>. At s = 1 both are
      the conditional model.
    </p>
  );
}
