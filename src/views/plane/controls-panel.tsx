// Everything that steers the plane: the distribution, class and scale, who denoises and who guides, the chain.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import { Choice, type Option } from '../../controls/choice';
import { presets, presetOf } from '../../diffusion/mixture/presets';
import { settingsOf, type State } from '../../history/state';
import { useNudge } from '../../store/use-store';
import type { PlaneDenoiser, PlaneGuide } from '../../terms/plane';
import { classTarget } from '../../terms/target';
import { DRAWN, planeOf, withPlane, type PlaneSettings } from '../../worlds/plane/settings';
import type { OpenedPlane } from '../../worlds/plane/use-plane';
import { SamplerChoice, SeedControl, StepsSlider } from '../run/controls/chain-controls';
import { ClassChoice } from '../run/controls/class-choice';
import { ScaleSlider } from '../run/controls/scale-slider';
import { selectAlone, selectLookingBack, selectSettings } from '../run/selectors';
import styles from './controls-panel.module.css';
import { LayersPanel } from './panels/layers-panel';
import { MarkedPanel } from './panels/marked-panel';

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

const SCALE_INFO =
  'How strongly the guide’s gradient g is followed. With the exact denoiser, an exact guide and many steps s = 1 gives the true conditional p(x | y); at one t a larger s sharpens p(y | x) to its s-th power, and what that does to the points is measured at the right. Acts from the next step on.';

const selectPlane = (state: State): PlaneSettings => planeOf(settingsOf(state));

interface ControlsPanelProps {
  readonly plane: OpenedPlane;
  /** A distribution is to be drawn. */
  readonly onDraw: () => void;
  /** Another one has been chosen. */
  readonly onChoose: () => void;
}

export function ControlsPanel({ plane, onDraw, onChoose }: ControlsPanelProps): ReactElement {
  const { actions } = plane;
  const settings = useNudge(selectSettings);
  const { distribution, denoiser, drawn } = useNudge(selectPlane);
  const unguided = useNudge(selectAlone);
  const lookingBack = useNudge(selectLookingBack);
  const guide = GUIDES.find(({ value }) => value === settings.guide)?.value ?? 'learned';
  const choose = (id: string): void => {
    if (id === DRAWN && drawn === '') {
      onDraw();
      return;
    }
    onChoose();
    plane.plane.setAll({
      ...withPlane(settings, { distribution: id }),
      target: classTarget(0),
      guidanceScale: presetOf(id)?.guidanceScale ?? settings.guidanceScale,
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
        {!unguided && (
          <>
            <ClassChoice />
            {lookingBack && (
              <p className={styles.facts}>Looking back: a change of class or scale branches off here.</p>
            )}
            <ScaleSlider info={SCALE_INFO} className={styles.facts} />
          </>
        )}
      </div>
      <div className={styles.run}>
        <Choice
          label="Denoiser"
          info="Learned: the network trained here. Exact: E[x₀ | xₜ] of the distribution in closed form, what training strives for. A switch goes on from the step shown, on the same noise."
          options={DENOISERS}
          value={denoiser}
          look="segments"
          onChange={(value) => plane.plane.setPlane({ denoiser: value })}
        />
        <div data-region="guide">
          <Choice
            label="Guide"
            info="Learned: a classifier trained on noisy points. Exact: p(y | xₜ) in closed form. Clean only: a classifier that never saw noise. Classifier-free: no classifier, but one denoiser asked with the class and without. A switch acts from the next step on."
            options={GUIDES}
            value={guide}
            look="segments"
            onChange={actions.setGuide}
          />
        </div>
        <SamplerChoice info="DDPM adds fresh noise σz at every step; DDIM adds none and follows one smooth curve. A change begins a new run." />
        <StepsSlider
          step={1}
          info="How many of the T timesteps the chain visits. A change begins a new run."
        />
        <SeedControl
          info="Point i takes its noise from seed + i, so the same seed gives the same two thousand points."
          drawAbout="Another key at random, 0 to 9999: other noise for every point."
        />
        <LayersPanel plane={plane} />
        <MarkedPanel plane={plane} />
      </div>
    </div>
  );
}
