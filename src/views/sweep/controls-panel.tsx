// What a sweep is of: model, class, what is varied, seeds, and the chain.

import type { ReactElement } from 'react';
import { Choice, type Option } from '../../controls/choice';
import { SeedField } from '../../controls/seed-field';
import { Slider } from '../../controls/slider';
import { Formula } from '../../controls/symbols';
import { TextField } from '../../controls/text-field';
import { useNudge, useOpened } from '../../store/use-store';
import { classOf, classTarget } from '../../terms/target';
import type { SweepOf } from '../../sweep/asked';
import type { SweepSettings } from '../../sweep/sweep';
import { seedCounts, sweepSteps } from '../../sweep/sweep-address';
import { setSweep } from '../../sweep/sweep-state';
import view from '../picture/view.module.css';
import { ModelChoice } from '../run/controls/model-choice';
import { WorldChoice } from '../run/controls/world-choice';
import {
  FIRST_LABELS,
  labelOf,
  selectClasses,
  selectGuide,
  selectPack,
  targetWords,
  trainTimestepsOf,
} from '../run/selectors';
import { AsTheRun } from './as-the-run';
import { selectAsked, selectSweepSettings, selectTarget } from './shown';
import { VariedControls } from './varied-controls';

const SAMPLERS: readonly Option<SweepSettings['sampler']>[] = [
  { value: 'ddpm', label: 'DDPM' },
  { value: 'ddim', label: 'DDIM' },
];
const WORLDS: readonly Option<string>[] = [
  { value: 'images', label: 'Pictures' },
  { value: 'words', label: 'Words' },
  { value: 'plane', label: 'Points' },
];

const Y = (
  <Formula>
    <mi>y</mi>
  </Formula>
);

export function ControlsPanel(): ReactElement {
  const nudge = useOpened();
  const { world } = nudge;
  const of = useNudge(selectAsked);
  const settings = useNudge(selectSweepSettings);
  const T = useNudge(trainTimestepsOf);
  const set = (changes: Partial<SweepSettings>): void => setSweep(nudge, changes);
  const most = Math.min(T, 250);
  return (
    <div className={view.panel}>
      <WorldChoice
        label="Samples of"
        info="Pictures are read by the judge, sentences by pattern rules, points by the exact classifier."
        options={WORLDS}
      />
      {world.packs.length > 1 && (
        <ModelChoice info="Whose samples these are. Other models are opened on Denoise." />
      )}
      <GuideOfSweep />
      <Asked of={of} onTarget={(index) => set({ target: classTarget(index) })} />
      {of !== null && of.guide === null ? (
        <p className={view.said}>
          This model has no guide, so there is no s to vary: its samples are one row, and nothing was asked
          for that could be accepted. Open a model with a guide to sweep its scale.
        </p>
      ) : (
        <VariedControls of={of} settings={settings} set={set} />
      )}
      <TextField
        label="Seeds"
        info="How many samples of each row. Every row gets the same ones, so that only what is varied differs. Measures of variety need eight that are accepted."
        inputMode="numeric"
        value={String(settings.seeds)}
        refusal={(text) => (countIn(text) === null ? `A whole number from 1 to ${mostSeeds}.` : null)}
        onChange={(text) => set({ seeds: countIn(text) ?? settings.seeds })}
      />
      <SeedField
        label="First seed"
        info="Key of the first column’s noise; the others follow it."
        value={settings.seed}
        drawAbout="Other noise for every sample: how much of what is measured depends on it."
        onChange={(seed) => set({ seed })}
        onDraw={() => set({ seed: Math.floor(Math.random() * 10_000) })}
      />
      <Choice
        label="Sampler"
        info="DDPM with Algorithm 1, or DDIM with Algorithm 2, whose samples follow from their x_T alone."
        options={SAMPLERS}
        value={settings.sampler}
        look="segments"
        onChange={(sampler) => set({ sampler })}
      />
      <Slider
        label="Steps"
        info="Of each sample’s chain. Time grows with them."
        value={Math.min(settings.steps, most)}
        min={sweepSteps.min}
        max={most}
        step={5}
        largeStep={25}
        ticks={[sweepSteps.min, 50, 100, most]}
        unit={`of ${T}`}
        format={(value) => value.toFixed(0)}
        live={false}
        onChange={(steps) => set({ steps })}
      />
    </div>
  );
}

/** Where a pack has several guides that take a class: what is known of each stays, so that both can be seen in one plot. */
function GuideOfSweep(): ReactElement | null {
  const pack = useNudge(selectPack);
  const guide = useNudge(selectGuide);
  const { actions } = useOpened();
  const taking = pack?.guides.filter(({ targets }) => targets.includes('class')) ?? [];
  if (guide === null || taking.length < 2) return null;
  return (
    <Choice
      label="Guide"
      info="The guide that steers, here and on Denoise. Results of another guide stay in the plots, dashed."
      options={taking.map(({ id, title }) => ({ value: id, label: title }))}
      value={guide.id}
      look="segments"
      onChange={(id) => actions.setGuide(id === pack?.guides[0]?.id ? null : id)}
    />
  );
}

interface AskedProps {
  readonly of: SweepOf | null;
  readonly onTarget: (index: number) => void;
}

function Asked({ of, onTarget }: AskedProps): ReactElement | null {
  const known = useNudge(selectClasses);
  const classes = known.length > 0 ? known : FIRST_LABELS;
  const asked = classOf(useNudge(selectTarget));
  if (of !== null && of.guide === null) return null;
  if (of !== null && (asked === null || known.length === 0)) {
    return <AsTheRun asked={targetWords(known, of.target)} />;
  }
  return (
    <div data-region="class">
      <Choice
        label="Class"
        symbol={Y}
        info="What every sample is guided toward. Samples of other classes are kept."
        options={classes.map((label, value) => ({ value, label }))}
        value={asked ?? -1}
        shown={asked === null ? '' : labelOf(classes, asked)}
        look="grid"
        onChange={onTarget}
      />
    </div>
  );
}

const mostSeeds = seedCounts.max.toLocaleString('en');

function countIn(text: string): number | null {
  const value = Number(text.replaceAll(/[\s,]/g, ''));
  return Number.isInteger(value) && value >= seedCounts.min && value <= seedCounts.max ? value : null;
}
