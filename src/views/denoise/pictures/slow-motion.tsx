// Slow motion: one step as its parts, one after another, and then the next step.

import { useEffect, type ReactElement } from 'react';
import { Toggle } from '../../../controls/button';
import { useActions, useNudge, useNudgeFrame } from '../../../store/use-store';
import { selectAlone, selectFinished, selectPack, selectSampler } from '../../run/selectors';
import { PHASES, useLooking, type Phase } from '../looking';

const MILLISECONDS_PER_PHASE = 900;

export function SlowMotion(): ReactElement {
  const actions = useActions();
  const ready = useNudge(selectPack) !== null;
  const alone = useNudge(selectAlone);
  const finished = useNudgeFrame(selectFinished);
  const addsNoise = useNudgeFrame(selectSampler) === 'ddpm';
  const { phase, setPhase } = useLooking();
  useEffect(() => {
    if (phase === null) return;
    if (finished) {
      setPhase(null);
      return;
    }
    const timer = setTimeout(() => {
      const phases: readonly Phase[] = alone ? PHASES.filter((each) => each !== 'nudge') : PHASES;
      const next = phases[phases.indexOf(phase) + 1];
      if (next === undefined) actions.step();
      setPhase(next ?? PHASES[0]);
    }, MILLISECONDS_PER_PHASE);
    return () => clearTimeout(timer);
  }, [phase, setPhase, actions, finished, alone]);
  useEffect(() => () => setPhase(null), [setPhase]);
  return (
    <Toggle
      pressed={phase !== null}
      disabled={!ready || finished}
      about={`One step after another as it comes about: x_t, then μ${alone ? '' : ', then with the nudge'}${addsNoise ? ', then with the noise' : ''}. The numbers are the same.`}
      onChange={(on) => {
        if (on) actions.pause();
        setPhase(on ? PHASES[0] : null);
      }}
    >
      Slow motion
    </Toggle>
  );
}
