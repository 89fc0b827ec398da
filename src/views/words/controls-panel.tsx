// Everything that steers a sentence: what it is to say, its length and the words that stand fixed act on the running chain
// from the next step on; the rule and the chain begin a new run.

import type { ReactElement } from 'react';
import { Choice } from '../../controls/choice';
import { Info } from '../../controls/info';
import { knownValues } from '../../diffusion/words/reading';
import type { State } from '../../history/state';
import { useActions, useNudge, useNudgeFrame, useOpened } from '../../store/use-store';
import { targetOf, wishesOf } from '../../worlds/words/wishes';
import { LayoutChoice, SamplerChoice, SeedControl, StepsSlider } from '../run/controls/chain-controls';
import { ScaleSlider } from '../run/controls/scale-slider';
import { InTurn } from '../run/in-turn';
import { recordedText } from '../run/recorded-text';
import { selectGuide, selectLookingBack, selectPack, selectSettings } from '../run/selectors';
import styles from './controls-panel.module.css';
import { Fill, Length, Slots } from './wish-controls';
import { Tries } from './tries';
import { ClampSwitch, SignSwitch, useWay } from './way-switches';

const SCALE_INFO = (
  <>
    Each of the K updates moves x by s times the rule’s length. 1 is Diffusion-LM’s own strength; at 0 the
    model is alone. Acts from the next step on.
  </>
);
const SLOTS_INFO =
  'Values that the sentence is to say; the nudge follows the gradient of the noisy classifier’s log p of them. “any” leaves one free. Those of several are added up.';
/** While no model is open: those that the rules know, which are those of the model that opens first. */
const FIRST_SLOTS = knownValues().map(({ slot, values }) => ({ name: slot, labels: values }));
const RULES = {
  ddpm: [
    { value: 'updates', label: 'K updates' },
    { value: 'mean-shift', label: 'Algorithm 1' },
  ],
  ddim: [
    { value: 'updates', label: 'K updates' },
    { value: 'mean-shift', label: 'Algorithm 2' },
  ],
} as const;
const RULE_INFO =
  'K updates (Diffusion-LM): after the noise is added, x is updated K times by the gradient at prev t. Algorithm 1 (Dhariwal & Nichol): the mean is moved by s·Σ·g before the noise; under DDIM, Algorithm 2: g is taken into ε. A change begins a new run.';
const SAMPLER_INFO =
  'DDPM adds fresh noise σz at every step but the last, as Diffusion-LM does. DDIM adds none. A change begins a new run; right after Branch, it is the branch’s.';

export function ControlsPanel(): ReactElement {
  const settings = useNudge(selectSettings);
  const guide = useNudge(selectGuide);
  const pack = useNudge(selectPack);
  const whereItActs = useNudgeFrame(selectWhereItActs);
  const { setTarget } = useActions();
  const nudge = useOpened();
  const [way, go] = useWay();
  const own = guide === null || guide.rule.kind === 'classifier-free' ? 'updates' : guide.rule.kind;
  const rule = way.rule ?? own;
  const wishes = wishesOf(settings.target);
  const wish = (changes: Partial<typeof wishes>): void => setTarget(targetOf({ ...wishes, ...changes }));
  return (
    <div className={styles.panel}>
      <InTurn>
        <div className={styles.steer}>
          <Tries onTry={(target) => nudge.begin({ ...settings, target })} />
          <h2 className={styles.title}>
            Asked for
            <Info about="what is asked for">{SLOTS_INFO}</Info>
          </h2>
          <Slots wishes={wishes} slots={pack === null ? FIRST_SLOTS : (guide?.slots ?? [])} onChange={wish} />
          <ScaleSlider info={SCALE_INFO} className={styles.facts} />
          <div className={styles.wishes}>
            <Length wishes={wishes} most={guide?.sentences?.most ?? 38} onChange={wish} />
            <Fill
              wishes={wishes}
              words={guide?.sentences?.words ?? pack?.text?.words ?? []}
              most={guide?.sentences?.most ?? 38}
              onChange={wish}
            />
          </div>
          <p className={styles.facts}>{whereItActs}</p>
        </div>
        <div className={styles.run}>
          <Choice
            label="Rule"
            info={RULE_INFO}
            options={RULES[settings.sampler]}
            value={rule}
            look="segments"
            onChange={(kind) => go({ rule: kind === own ? null : kind })}
          />
          <SignSwitch disabled={rule !== 'updates'} />
          <ClampSwitch />
          <SamplerChoice info={SAMPLER_INFO} />
          <StepsSlider
            step={10}
            info="How many of the model’s T timesteps the chain visits. A change begins a new run."
          />
          <SeedControl
            info="Key of the noise: x_T and every z follow from it. Both sentences use the same one, so what differs between them is the nudge alone. A change begins a new run."
            drawAbout="Another key at random, 0 to 9999: other x_T, other z."
          />
          <LayoutChoice info="What is computed at once, as one batch: the guided sentence and its unguided twin; six seeds; or one seed under six scales. A change begins a new run." />
          <p className={styles.facts}>{pack === null ? '…' : factsOf(pack)}</p>
        </div>
      </InTurn>
    </div>
  );
}

function selectWhereItActs(state: State): string {
  const recorded = recordedText(state);
  if (recorded !== null) return recorded;
  if (selectLookingBack(state)) return 'Looking back: a change of what is asked for branches off here.';
  return 'What is asked for acts from the next step on.';
}

function factsOf({ sampleShape, parameters, text }: NonNullable<ReturnType<typeof selectPack>>): string {
  const [, positions, d] = sampleShape;
  return `${positions} places × ${d} numbers, ${text?.words.length ?? 0} words, ${(parameters / 1e6).toFixed(2)} M parameters`;
}
