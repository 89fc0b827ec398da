// What Noise starts from: the picture, the schedule, the noise; and where it leads to, a run from here.

import type { ReactElement } from 'react';
import { Choice, type Option } from '../../controls/choice';
import { SeedField } from '../../controls/seed-field';
import type { ScheduleName } from '../../diffusion/forward/pair-of-schedules';
import { useNudge } from '../../store/use-store';
import view from '../picture/view.module.css';
import { ModelChoice } from '../run/controls/model-choice';
import { FromHere } from './levels/from-here';
import { PictureChoice } from '../picture/picture-choice';
import { selectNoise, selectSchedule } from '../picture/shown';
import { useNoiseActions } from '../../worlds/images/use-noise';

const SCHEDULES: readonly Option<ScheduleName>[] = [
  { value: 'linear', label: 'Linear' },
  { value: 'cosine', label: 'Cosine' },
];

export function ControlsPanel(): ReactElement {
  const { seed } = useNudge(selectNoise);
  const noise = useNoiseActions();
  const schedule = useNudge(selectSchedule);
  return (
    <div className={view.panel}>
      <ModelChoice info="Whose pictures these are, and who is asked about xₜ. Other models are opened on Denoise." />
      <FromHere />
      <PictureChoice />
      <Choice
        label="Schedule"
        info="How fast the picture fades: β on a straight line (Ho et al. 2020), or ᾱ as a squared cosine (Nichol & Dhariwal 2021). The model was trained on one of them; about an xₜ of the other it is asked at the t′ of its own schedule with equal ᾱ."
        options={SCHEDULES}
        value={schedule}
        look="segments"
        onChange={noise.setSchedule}
      />
      <SeedField
        label="Noise seed"
        info="Key of the noise ε that is mixed into the picture, and of the z of every single step."
        value={seed}
        drawLabel="Another noise"
        drawAbout="Another noise: the same distribution, another xₜ."
        onChange={noise.setSeed}
        onDraw={() => noise.setSeed(Math.floor(Math.random() * 10_000))}
      />
    </div>
  );
}
