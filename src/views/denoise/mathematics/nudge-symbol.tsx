// The nudge as a symbol: s·Σ·g is Algorithm 1's alone; that of others has no short one.

import type { ReactElement } from 'react';
import { ScaledShift } from '../../../controls/symbols';
import { useNudgeFrame } from '../../../store/use-store';
import { selectSampler } from '../../run/selectors';
import { selectLargeFree } from '../../run/slots';

export function NudgeSymbol(): ReactElement {
  const sampler = useNudgeFrame(selectSampler);
  const free = useNudgeFrame(selectLargeFree);
  return sampler === 'ddpm' && !free ? <ScaledShift /> : <mtext>nudge</mtext>;
}
