// The types of steps.mjs, for tests.

import type { Step } from './made-by.mjs';

export const packs: readonly string[];
export function stepsOf(pack: string): Step[];
