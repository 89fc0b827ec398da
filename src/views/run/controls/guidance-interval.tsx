// The timesteps in which the guidance scale acts: outside of them a step is the unguided one, s = 0 (Kynkäänniemi et al.
// 2024, arXiv 2404.07724).

import type { ReactElement } from 'react';
import { RangeSlider, type Range } from '../../../controls/range-slider';
import { currentPath, settingsOf, type State } from '../../../history/state';
import { ruleOf } from '../../../history/way';
import { guidedSteps } from '../../../history/guided-steps';
import { useActions, useNudge } from '../../../store/use-store';
import { actsText } from '../../../terms/interval';
import { selectGuide, selectSettings, trainTimestepsOf } from '../selectors';

const INFO = (
  <>
    <p>
      The timesteps t in which s acts, both ends included. Outside of them a classifier does not guide, as at
      s = 0; g and p(y | x<sub>t</sub>) are still asked for and shown. The chain comes from high t, so it is
      the upper end that it meets first. Acts from the next step on.
    </p>
    <p>Classifier-free, a step outside is at most the conditional model: s is min(s, 1) there.</p>
    <p>
      After Kynkäänniemi et al. 2024 (arXiv 2404.07724), who found for classifier-free guidance of images that
      at high noise it harms variety, that at low noise it hardly matters, and that the middle is enough.
    </p>
  </>
);
const inT = (t: number): string => `t = ${t}`;
const selectT = (state: State): number => trainTimestepsOf(state);

/** How many of the steps of the run on screen the interval has; null before there is a run, and at all t. */
function selectGuided(state: State): string | null {
  const { guidanceInterval, ...settings } = settingsOf(state);
  const { timesteps } = currentPath(state);
  const { pack } = state.model;
  if (guidanceInterval === null || pack === null || timesteps.length === 0) return null;
  const { rule } = ruleOf(settings, pack);
  const count = guidedSteps(timesteps, guidanceInterval, rule);
  const all = timesteps.length;
  if (count === 0) {
    const then = selectGuide(state)?.rule.kind === 'classifier-free' ? 's is at most 1' : 'nothing is guided';
    return `None of the ${all} steps lies in it: ${then}.`;
  }
  return `${count} of the ${all} steps ${count === 1 ? 'lies' : 'lie'} in it.`;
}

interface GuidanceIntervalProps {
  /** Of the sentences below it. */
  readonly className?: string | undefined;
}

export function GuidanceInterval({ className }: GuidanceIntervalProps): ReactElement {
  const { guidanceInterval } = useNudge(selectSettings);
  const guide = useNudge(selectGuide);
  const guided = useNudge(selectGuided);
  const last = useNudge(selectT) - 1;
  const { setGuidanceInterval } = useActions();
  const smoothedFrom = guide?.smoothedFrom;
  const set = ([low, high]: Range): void =>
    setGuidanceInterval(low === 0 && high === last ? null : [low, high]);
  return (
    <div data-region="interval">
      <RangeSlider
        label="Guided at"
        info={INFO}
        value={guidanceInterval ?? [0, last]}
        min={0}
        max={last}
        largeStep={Math.max(1, Math.round(last / 20))}
        ticks={[0, 1, 2, 3, 4].map((i) => Math.min(last, Math.round((i * (last + 1)) / 4)))}
        tone="guide"
        thumbs={['Guide from t', 'Guide to t']}
        format={inT}
        shown={actsText(guidanceInterval)}
        onChange={set}
      />
      {guided !== null && (
        <p className={className}>
          {guided}
          {smoothedFrom !== undefined &&
            ` This pack’s card: the classifier’s labels were smoothed at high noise, fully from t = ${smoothedFrom} on. It hardly pushes there anyway, so part of an interval’s effect is built in.`}
        </p>
      )}
    </div>
  );
}
