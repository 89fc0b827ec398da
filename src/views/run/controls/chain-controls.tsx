// What begins a new run: sampler, number of steps, seed and layout.

import type { ReactElement, ReactNode } from 'react';
import { Choice, type Option } from '../../../controls/choice';
import { SeedField } from '../../../controls/seed-field';
import { Slider } from '../../../controls/slider';
import { hasLayout } from '../../../history/layout';
import type { Settings } from '../../../history/settings';
import type { State } from '../../../history/state';
import { useActions, useNudge, useOpened } from '../../../store/use-store';
import type { PackInfo } from '../../../terms/pack-info';
import { selectAlone, selectPack, selectSettings, trainTimestepsOf } from '../selectors';

const SAMPLERS: readonly Option<Settings['sampler']>[] = [
  { value: 'ddpm', label: 'DDPM' },
  { value: 'ddim', label: 'DDIM' },
];
const whole = (value: number): string => value.toFixed(0);
const selectT = (state: State): number => trainTimestepsOf(state);

interface WithInfo {
  readonly info: ReactNode;
}

export function SamplerChoice({ info }: WithInfo): ReactElement {
  const { sampler } = useNudge(selectSettings);
  const { setSampler } = useActions();
  return (
    <div data-region="sampler">
      <Choice
        label="Sampler"
        info={info}
        options={SAMPLERS}
        value={sampler}
        look="segments"
        onChange={setSampler}
      />
    </div>
  );
}

/** @param step of the slider */
export function StepsSlider({ info, step }: WithInfo & { readonly step: number }): ReactElement {
  const { steps } = useNudge(selectSettings);
  const { world, actions } = useOpened();
  const T = useNudge(selectT);
  const { min } = world.steps;
  const max = Math.max(2 * min, Math.min(T, world.steps.max));
  return (
    <Slider
      label="Steps"
      info={info}
      value={steps}
      min={min}
      max={max}
      step={step}
      largeStep={Math.max(step, Math.round(max / 10))}
      ticks={[min, max / 4, max / 2, (3 * max) / 4, max]}
      unit={`of ${T}`}
      format={whole}
      live={false}
      onChange={actions.setSteps}
    />
  );
}

export function SeedControl({ info, drawAbout }: WithInfo & { readonly drawAbout: string }): ReactElement {
  const { seed } = useNudge(selectSettings);
  const { setSeed } = useActions();
  return (
    <div data-region="seed">
      <SeedField
        label="Seed"
        info={info}
        value={seed}
        onChange={setSeed}
        drawAbout={drawAbout}
        onDraw={() => setSeed(Math.floor(Math.random() * 10_000))}
      />
    </div>
  );
}

const NO_GUIDES: Pick<PackInfo, 'guides'> = { guides: [] };

/** Without a guide there is one scale, so a layout of one cell is one lane, and a row of scales is none. */
export function LayoutChoice({ info }: WithInfo): ReactElement {
  const settings = useNudge(selectSettings);
  const pack = useNudge(selectPack);
  const alone = useNudge(selectAlone);
  const { world, actions } = useOpened();
  const options = world.layouts
    .filter((layout) => (!alone || layout.scales === 'set') && hasLayout(pack ?? NO_GUIDES, layout))
    .map(({ id, title, twins }) => ({ value: id, label: alone && twins === 'all' ? 'One' : title }));
  return (
    <Choice
      label="Lanes"
      info={info}
      options={options}
      value={settings.layout.id}
      look="segments"
      onChange={(id) => {
        const layout = world.layouts.find((each) => each.id === id);
        if (layout !== undefined) actions.setLayout(layout);
      }}
    />
  );
}
