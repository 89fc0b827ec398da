// The kinds of guides that a pack may have, by the name that nudge.json has for them.

import { planClassifier } from './guides/classifier';
import { planWords } from './guides/words';
import type { PlanGuide } from './planned';

export const guideKinds: ReadonlyMap<string, PlanGuide> = new Map([
  ['classifier', planClassifier],
  ['words', planWords],
]);
