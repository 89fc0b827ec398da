// The kinds of guides that a pack may have, by the name that nudge.json has for them.

import { planAttributes } from './guides/attributes';
import { planClassifier } from './guides/classifier';
import { planClassifierFree } from './guides/classifier-free';
import { planNoisedClip } from './guides/clip';
import { planCleanClip } from './guides/clip-clean';
import { planClipOnX0 } from './guides/clip-on-x0';
import { planWords } from './guides/words';
import type { PlanGuide } from './planned';

export const guideKinds: ReadonlyMap<string, PlanGuide> = new Map<string, PlanGuide>([
  ['classifier', planClassifier],
  ['classifier-free', planClassifierFree],
  ['attributes', planAttributes],
  ['clip', planNoisedClip],
  ['clip-clean', planCleanClip],
  ['clip-on-x0', planClipOnX0],
  ['words', planWords],
]);
