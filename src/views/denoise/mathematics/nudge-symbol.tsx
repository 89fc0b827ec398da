// The nudge as a symbol: s·Σ·g is Algorithm 1's alone; Algorithm 2's has no short one.

import type { ReactElement } from 'react';
import { ScaledShift } from '../../../controls/symbols';
import { useNudgeFrame } from '../../../store/use-store';
import { selectSampler } from '../../run/selectors';

export function NudgeSymbol(): ReactElement {
  return useNudgeFrame(selectSampler) === 'ddpm' ? <ScaledShift /> : <mtext>nudge</mtext>;
}
