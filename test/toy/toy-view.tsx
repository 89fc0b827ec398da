// What the toy world looks like, of what every view has; and its row of the registry.

import type { ReactElement } from 'react';
import { Choice } from '../../src/controls/choice';
import type { State } from '../../src/history/state';
import { useNudge, useNudgeFrame, useOpened } from '../../src/store/use-store';
import { Announcer } from '../../src/views/run/announcer';
import { SamplerChoice, SeedControl, StepsSlider } from '../../src/views/run/controls/chain-controls';
import { ClassChoice } from '../../src/views/run/controls/class-choice';
import { ScaleSlider } from '../../src/views/run/controls/scale-slider';
import { takeRunKey } from '../../src/views/run/keys';
import layout from '../../src/views/run/layout.module.css';
import { selectStep } from '../../src/views/run/selectors';
import { Timeline } from '../../src/views/run/timeline';
import { Transport } from '../../src/views/run/transport';
import type { View } from '../../src/views/view';
import { looksOf, toyWorld, type ToyLooks } from './toy-world';

const PARTS = [
  { value: 'xt', label: 'x_t' },
  { value: 'x0', label: 'x̂_0' },
] as const;

const selectLooks = (state: State): ToyLooks => looksOf(state);
const selectMean = (state: State): string => {
  const step = selectStep(state);
  if (step === null) return '–';
  const numbers = looksOf(state).part === 'xt' ? step.xt : step.predX0;
  return (numbers.reduce((sum, value) => sum + value, 0) / numbers.length).toFixed(3);
};

function Toy(): ReactElement {
  const { world, ...nudge } = useOpened();
  const { part } = useNudge(selectLooks);
  const mean = useNudgeFrame(selectMean);
  return (
    <div className={layout.view}>
      <section className={layout.stage} aria-label="Toy">
        <Announcer />
        <p>Mean: {mean}</p>
        <div className={layout.time}>
          <Timeline />
          <Transport />
        </div>
      </section>
      <section className={layout.controls} aria-label="Controls">
        <ClassChoice />
        <ScaleSlider info="How strongly." />
        <SamplerChoice info="Which sampler." />
        <StepsSlider info="How many." step={1} />
        <SeedControl info="Which noise." drawAbout="Another one." />
        <Choice
          label="Part"
          info="Whose mean is written."
          options={PARTS}
          value={part}
          look="segments"
          onChange={(value) => world.setLooks({ world, ...nudge }, { part: value })}
        />
      </section>
    </div>
  );
}

export const toy: View = {
  id: 'toy',
  title: 'Toy',
  world: () => toyWorld,
  shows: { run: true, looks: true },
  Component: Toy,
  saving: null,
  embeds: null,
  takeKey: takeRunKey,
  drops: [],
};
