// Words inside another page: the sentences, the timeline, and the controls that were asked for. A lesson beside it has what
// its pages ask for too: the tools that branch, the rules' verdict, and the switch that clamps.

import { useContext, useState, type ReactElement } from 'react';
import type { EmbedControl } from '../../address/embed';
import { useLearning } from '../../lessons/learning';
import { useActions, useNudge } from '../../store/use-store';
import { targetOf, wishesOf, type Wishes } from '../../worlds/words/wishes';
import { LayoutChoice, SamplerChoice, SeedControl, StepsSlider } from '../run/controls/chain-controls';
import { ScaleSlider } from '../run/controls/scale-slider';
import { EmbedContext } from '../run/embed-context';
import { EmbeddedLesson } from '../run/embedded-lesson';
import { LoadingCard } from '../run/loading-card';
import { selectGuide, selectIsPair, selectOther, selectPack, selectSettings } from '../run/selectors';
import { Timeline } from '../run/timeline';
import { Transport } from '../run/transport';
import { WordsAnnouncer } from './announcer';
import frame from '../share/embedded.module.css';
import styles from './embedded.module.css';
import { KeptSentence } from './kept-sentence';
import { paintPlaces } from './place-strip';
import { Sentence } from './sentence';
import { SentenceList } from './sentence-list';
import { Verdict } from './verdict';
import { ClampSwitch } from './way-switches';
import { Fill, Length, Slots } from './wish-controls';

export function Embedded(): ReactElement {
  const { controls } = useContext(EmbedContext);
  const isPair = useNudge(selectIsPair);
  const hasTwin = useNudge(selectOther) !== null;
  const [followed, follow] = useState<number | null>(null);
  const plain = useLearning().open === null;
  const steers = controls.some((control) => control !== 'play');
  const plays = controls.includes('play');
  return (
    <div className={`${frame.view} ${styles.view}`} data-steers={steers}>
      <section className={frame.stage} aria-label="Sentences">
        <h1 className={frame.name}>Nudge: a classifier steers a language model that denoises</h1>
        <WordsAnnouncer />
        <div className={styles.sentences} data-region="pictures">
          <Sentence role="large" followed={followed} onFollow={follow} />
          {isPair && hasTwin && <Sentence role="other" followed={followed} onFollow={follow} />}
          {!isPair && <SentenceList />}
          <KeptSentence />
          <LoadingCard />
        </div>
        <div className={frame.time}>
          <Timeline paint={paintPlaces} />
          {plays && <Transport plain={plain} />}
        </div>
        {!plain && <Verdict />}
      </section>
      {steers && (
        <section className={`${frame.controls} ${styles.controls}`} aria-label="Controls">
          <Steering controls={controls} />
          {!plain && <ClampSwitch />}
        </section>
      )}
      <EmbeddedLesson />
    </div>
  );
}

function Steering({ controls }: { readonly controls: readonly EmbedControl[] }): ReactElement {
  const has = (control: EmbedControl): boolean => controls.includes(control);
  return (
    <>
      {has('scale') && (
        <ScaleSlider info="Each of the K updates moves x by s times the rule’s length; at 0 the model is alone. Acts from the next step on." />
      )}
      {has('target') && <Wanted />}
      {has('sampler') && (
        <SamplerChoice info="DDPM adds fresh noise σz at every step but the last; DDIM adds none. A change begins a new run." />
      )}
      {has('steps') && (
        <StepsSlider
          step={10}
          info="How many of the model’s T timesteps the chain visits. A change begins a new run."
        />
      )}
      {has('seed') && (
        <SeedControl
          info="Key of the noise: x_T and every z follow from it. A change begins a new run."
          drawAbout="Another key at random, 0 to 9999."
        />
      )}
      {has('lanes') && (
        <LayoutChoice info="What is computed at once, as one batch. A change begins a new run." />
      )}
    </>
  );
}

/** What the sentence is to say. */
function Wanted(): ReactElement {
  const { target } = useNudge(selectSettings);
  const guide = useNudge(selectGuide);
  const pack = useNudge(selectPack);
  const { setTarget } = useActions();
  const wishes = wishesOf(target);
  const wish = (changes: Partial<Wishes>): void => setTarget(targetOf({ ...wishes, ...changes }));
  const most = guide?.sentences?.most ?? 38;
  const words = guide?.sentences?.words ?? pack?.text?.words ?? [];
  return (
    <>
      <Slots wishes={wishes} slots={guide?.slots ?? []} onChange={wish} />
      <Length wishes={wishes} most={most} onChange={wish} />
      <Fill wishes={wishes} words={words} most={most} onChange={wish} />
    </>
  );
}
