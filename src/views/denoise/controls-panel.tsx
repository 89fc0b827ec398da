// Everything that steers: model, class and scale act on the running chain, the rest begins a new run.

import { Suspense, type ReactElement } from 'react';
import type { EmbedControl } from '../../address/embed';
import { Info } from '../../controls/info';
import type { State } from '../../history/state';
import { useActions, useNudge, useNudgeFrame } from '../../store/use-store';
import { LayoutChoice, SamplerChoice, SeedControl, StepsSlider } from '../run/controls/chain-controls';
import { ClassChoice } from '../run/controls/class-choice';
import { ModelChoice } from '../run/controls/model-choice';
import { ScaleSlider } from '../run/controls/scale-slider';
import { recordedText } from '../run/recorded-text';
import { selectAsks } from '../run/slots';
import {
  selectAlone,
  selectFreshBranch,
  selectGuide,
  selectLookingBack,
  selectPack,
  selectSettings,
} from '../run/selectors';
import { Beginning } from './beginning';
import { PackNotes } from './later';
import { AskedBelow, Asking } from './later-asking';
import styles from './controls-panel.module.css';
import { WhatOneMeans } from './answers';
import { OpenModel } from './model/open-model';

const SCALE_INFO = (
  <>
    <p>
      How strongly the guide’s gradient g is followed: s·Σ·g in DDPM, s·√(1 − ᾱ)·g in ε in DDIM. 0 leaves the
      model alone. At one t and of log p, s·g is the gradient of p(y | x)<sup>s</sup>, a sharper classifier;
      the run as a whole does not sample p(x)·p(y | x)<sup>s</sup>. Acts from the next step on.
    </p>
    <p>
      <WhatOneMeans />
    </p>
  </>
);

function FreeScaleInfo(): ReactElement {
  return (
    <>
      <p>
        How far the prediction goes from p<sub>u</sub>, of the model without a class, to p<sub>c</sub>, with
        it, and beyond: p<sub>u</sub> + s(p<sub>c</sub> − p<sub>u</sub>). 0 is the model without a class, 1
        the one with it, and only beyond 1 guidance begins. Acts from the next step on.
      </p>
      <p>
        <WhatOneMeans />
      </p>
    </>
  );
}

/** @param only of an embedded page: the controls that it was asked to have; null has all */
export function ControlsPanel({ only = null }: { only?: readonly EmbedControl[] | null }): ReactElement {
  const has = (control: EmbedControl): boolean => only === null || only.includes(control);
  const unguided = useNudge(selectAlone);
  const asks = useNudge(selectAsks);
  const several = (useNudge(selectPack)?.guides.length ?? 0) > 1;
  const free = useNudge(selectGuide)?.rule.kind === 'classifier-free';
  return (
    <div className={styles.panel}>
      {only === null && <Model />}
      <div className={styles.steer}>
        {unguided ? (
          <p className={styles.facts}>
            This pack has no classifier: the model runs alone, and there is nothing to nudge.
          </p>
        ) : (
          <>
            {has('target') &&
              (asks ? (
                <Suspense>
                  <Asking />
                </Suspense>
              ) : (
                <>
                  {several && (
                    <Suspense>
                      <Asking />
                    </Suspense>
                  )}
                  <ClassChoice />
                </>
              ))}
            {has('scale') && (
              <ScaleSlider info={free ? <FreeScaleInfo /> : SCALE_INFO} className={styles.facts} />
            )}
            {has('target') && asks && (
              <Suspense>
                <AskedBelow />
              </Suspense>
            )}
            <WhereItActs />
          </>
        )}
      </div>
      <div className={styles.run}>
        {only === null && <Beginning />}
        {has('sampler') && (
          <SamplerChoice
            info={
              unguided
                ? 'DDPM adds fresh noise σz at every step but the last. DDIM adds none. A change begins a new run; right after Branch, it is the branch’s.'
                : free
                  ? 'DDPM adds fresh noise σz at every step but the last; DDIM adds none. Both go on from the combined prediction as from any. A change begins a new run; right after Branch, it is the branch’s.'
                  : 'DDPM adds fresh noise σz at every step but the last, and takes the nudge into the mean (Algorithm 1). DDIM adds none, and takes it into ε (Algorithm 2). A change begins a new run; right after Branch, it is the branch’s.'
            }
          />
        )}
        {has('steps') && (
          <StepsSlider
            step={10}
            info="How many of the model’s T timesteps the chain visits. Fewer steps are longer ones: each takes a larger β = 1 − ᾱₜ/ᾱₚᵣₑᵥ. A change begins a new run."
          />
        )}
        {has('seed') && (
          <SeedControl
            info="Key of the noise: x_T follows from it, and z where a step adds noise. Lanes of one seed see the same noise. A change begins a new run; right after Branch, it is the branch’s."
            drawAbout="Another key at random, 0 to 9999: other x_T, other z."
          />
        )}
        {has('lanes') && (
          <LayoutChoice
            info={
              unguided
                ? 'What is computed at once, as one batch: one sample, or several seeds. A change begins a new run.'
                : 'What is computed at once, as one batch: the guided sample and its unguided twin; several seeds; one seed under several scales, or where a pack has several guides, under each of them and none. A change begins a new run.'
            }
          />
        )}
        {has('lanes') && <Twins />}
      </div>
    </div>
  );
}

function Model(): ReactElement {
  const pack = useNudge(selectPack);
  return (
    <div className={styles.model}>
      <ModelChoice info="A pack: a diffusion model, the guides that steer it, and the judge. All of it runs on your device." />
      <p className={styles.facts}>{pack === null ? '…' : factsOf(pack)}</p>
      {(pack?.notes ?? pack?.classEmbeds?.unsaid) && (
        <Suspense>
          <PackNotes notes={pack?.notes ?? []} />
        </Suspense>
      )}
      <OpenModel />
    </div>
  );
}

/** Where twins can be chosen. */
function Twins(): ReactElement | null {
  const settings = useNudge(selectSettings);
  const unguided = useNudge(selectAlone);
  const { setTwins } = useActions();
  if (unguided || settings.layout.twins !== 'asked') return null;
  return (
    <label className={styles.twins}>
      <input type="checkbox" checked={settings.twins} onChange={(event) => setTwins(event.target.checked)} />
      with each one’s unguided twin
      <Info about="unguided twins">
        Beside each guided lane one with s = 0 and the same seed, so the same noise: what differs is the nudge
        alone. Twice the lanes take about twice the time. A change begins a new run.
      </Info>
    </label>
  );
}

/** When a change on this panel takes effect, where that is not at the next step of the run. */
function WhereItActs(): ReactElement {
  return <p className={styles.acts}>{useNudgeFrame(selectWhereItActs)}</p>;
}

function selectWhereItActs(state: State): string {
  const recorded = recordedText(state);
  if (recorded !== null) return recorded;
  if (selectFreshBranch(state)) return 'A new branch: class, scale, sampler and seed act from here.';
  if (!selectLookingBack(state)) return '';
  return 'Looking back: a change of class or scale branches off here.';
}

function factsOf(pack: NonNullable<ReturnType<typeof selectPack>>): string {
  const [height, width, channels] = pack.sampleShape;
  const colour = channels === 1 ? 'grey' : channels === 3 ? 'RGB' : `in ${channels} planes`;
  return `${height} × ${width} ${colour}, ${(pack.parameters / 1e6).toFixed(2)} M parameters`;
}
