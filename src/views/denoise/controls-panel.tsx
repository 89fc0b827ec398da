// Everything that steers: model, class and scale act on the running chain, the rest begins a new run.

import type { ReactElement } from 'react';
import { Choice, type Option } from '../../controls/choice';
import { Info } from '../../controls/info';
import { SeedField } from '../../controls/seed-field';
import { Slider } from '../../controls/slider';
import { Formula } from '../../controls/symbols';
import { SCALES } from '../../store/lanes';
import type { EmbedControl } from '../../store/embed';
import { builtInPacks } from '../../store/packs';
import type { State } from '../../store/state';
import type { Settings } from '../../store/settings';
import { useActions, useNudge, useNudgeFrame } from '../../store/use-store';
import styles from './controls-panel.module.css';
import { Beginning } from './beginning';
import { OpenModel } from './open-model';
import {
  labelOf,
  selectClasses,
  selectFreshBranch,
  selectLookingBack,
  selectPack,
  selectSettings,
} from '../run/frame';

const MODELS: readonly Option<string>[] = builtInPacks.map(({ id, title }) => ({ value: id, label: title }));
const SAMPLERS: readonly Option<Settings['sampler']>[] = [
  { value: 'ddpm', label: 'DDPM' },
  { value: 'ddim', label: 'DDIM' },
];
const LAYOUTS: readonly Option<Settings['lanes']>[] = [
  { value: 'pair', label: 'Pair' },
  { value: 'seeds9', label: '9 seeds' },
  { value: 'seeds16', label: '16 seeds' },
  { value: 'scales', label: '6 scales' },
];
const LAYOUTS_ALONE: typeof LAYOUTS = [
  { value: 'pair', label: 'One' },
  ...LAYOUTS.filter(({ value }) => value.startsWith('seeds')),
];
const DIGITS: readonly string[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const SCALE_TICKS = [0, 4, 8, 12, 16] as const;
const STEP_TICKS = [10, 250, 500, 750, 1000] as const;

const oneDecimal = (value: number): string => value.toFixed(1);
const whole = (value: number): string => value.toFixed(0);

/** @param only of an embedded page: the controls that it was asked to have; null has all */
export function ControlsPanel({ only = null }: { only?: readonly EmbedControl[] | null }): ReactElement {
  const has = (control: EmbedControl): boolean => only === null || only.includes(control);
  const settings = useNudge(selectSettings);
  const pack = useNudge(selectPack);
  const packClasses = useNudge(selectClasses);
  const actions = useActions();
  const opened =
    pack === null || MODELS.some(({ value }) => value === pack.id)
      ? null
      : { value: pack.id, label: pack.title };
  const isGrid = settings.lanes === 'seeds9' || settings.lanes === 'seeds16';
  const unguided = pack !== null && packClasses.length === 0;
  const classes = packClasses.length > 0 ? packClasses : DIGITS;
  return (
    <div className={styles.panel}>
      {only === null && (
        <div className={styles.model}>
          <Choice
            label="Model"
            info="A pack: a diffusion model, the noisy classifier that guides it, and the judge. All of it runs on your device."
            options={opened === null ? MODELS : [...MODELS, opened]}
            value={opened?.value ?? settings.pack}
            look="segments"
            onChange={actions.setPack}
          />
          <p className={styles.facts}>{pack === null ? '…' : factsOf(pack)}</p>
          <OpenModel />
        </div>
      )}
      <div className={styles.steer}>
        {unguided ? (
          <p className={styles.facts}>
            This pack has no classifier: the model runs alone, and there is nothing to nudge.
          </p>
        ) : (
          <>
            {has('target') && (
              <Choice
                label="Class"
                symbol={
                  <Formula>
                    <mi>y</mi>
                  </Formula>
                }
                info={
                  <>
                    The y of log p(y | x<sub>t</sub>), whose gradient nudges the mean. A change acts from the
                    next step on, in the middle of the run.
                  </>
                }
                options={classes.map((label, value) => ({ value, label }))}
                value={settings.target}
                shown={labelOf(classes, settings.target)}
                look="grid"
                onChange={actions.setTarget}
              />
            )}
            {has('scale') &&
              (settings.lanes === 'scales' ? (
                <p className={styles.facts}>Six guidance scales at once: s = {SCALES.join(', ')}.</p>
              ) : (
                <Slider
                  label="Guidance scale"
                  symbol={
                    <Formula>
                      <mi>s</mi>
                    </Formula>
                  }
                  info={
                    <>
                      The nudge is s·Σ·g: s multiplies the classifier’s gradient. 0 leaves the model alone;
                      large s sharpens p(y | x) to p(y | x)<sup>s</sup>, so pictures become surer and more
                      alike. Acts from the next step on.
                    </>
                  }
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
              ))}
            <WhereItActs />
          </>
        )}
      </div>
      <div className={styles.run}>
        {only === null && <Beginning />}
        {has('sampler') && (
          <Choice
            label="Sampler"
            info="DDPM adds fresh noise σz at every step and takes the nudge into the mean (Algorithm 1). DDIM adds none and takes it into ε (Algorithm 2). A change begins a new run; right after Branch, it is the branch’s."
            options={SAMPLERS}
            value={settings.sampler}
            look="segments"
            onChange={actions.setSampler}
          />
        )}
        {has('steps') && (
          <Slider
            label="Steps"
            info="How many of the T = 1000 timesteps the chain visits. Fewer steps are longer ones: each takes a larger β = 1 − ᾱₜ/ᾱₚᵣₑᵥ. A change begins a new run."
            value={settings.steps}
            min={10}
            max={Math.max(20, pack?.scheduler.trainTimesteps ?? 1000)}
            step={10}
            largeStep={100}
            ticks={STEP_TICKS}
            unit={`of ${pack?.scheduler.trainTimesteps ?? 1000}`}
            format={whole}
            live={false}
            onChange={actions.setSteps}
          />
        )}
        {has('seed') && (
          <SeedField
            label="Seed"
            info="Key of the noise: x_T and every z follow from it. Both pictures use the same one, so what differs between them is the nudge alone. A change begins a new run; right after Branch, it is the branch’s."
            value={settings.seed}
            onChange={actions.setSeed}
            drawAbout="Another key at random, 0 to 9999: other x_T, other z."
            onDraw={() => actions.setSeed(Math.floor(Math.random() * 10_000))}
          />
        )}
        {has('lanes') && (
          <Choice
            label="Lanes"
            info="What is computed at once, as one batch: the guided sample and its unguided twin; several seeds; or one seed under six scales. A change begins a new run."
            options={unguided ? LAYOUTS_ALONE : LAYOUTS}
            value={settings.lanes}
            look="segments"
            onChange={actions.setLanes}
          />
        )}
        {has('lanes') && !unguided && isGrid && (
          <label className={styles.twins}>
            <input
              type="checkbox"
              checked={settings.twins}
              onChange={(event) => actions.setTwins(event.target.checked)}
            />
            with each one’s unguided twin
            <Info about="unguided twins">
              Beside each guided lane one with s = 0 and the same seed, so the same noise: what differs is the
              nudge alone. Twice the lanes take about twice the time. A change begins a new run.
            </Info>
          </label>
        )}
      </div>
    </div>
  );
}

/** When a change of what is on this panel is heard, where that is not the next step of the run. */
function WhereItActs(): ReactElement {
  return <p className={styles.acts}>{useNudgeFrame(selectWhereItActs)}</p>;
}

function selectWhereItActs(state: State): string {
  const { recorded, loading } = state.model;
  if (recorded && loading !== null) return 'What you choose now, the live run begins with.';
  if (recorded) return 'A recording: to play, scrub and take apart, not to steer.';
  if (selectFreshBranch(state)) return 'A new branch: class, scale, sampler and seed act from here.';
  if (!selectLookingBack(state)) return '';
  return 'Looking back: a change of class or scale branches off here.';
}

function factsOf(pack: NonNullable<ReturnType<typeof selectPack>>): string {
  const [height, width, channels] = pack.sampleShape;
  const millions = (count: number): string => `${(count / 1e6).toFixed(2)} M`;
  const colour = channels === 1 ? 'grey' : channels === 3 ? 'RGB' : `${channels} channels`;
  return `${height} × ${width} ${colour}, ${millions(pack.parameters.denoiser)} parameters`;
}
