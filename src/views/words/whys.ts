// "why clamp?" and "why sign?": what the switches turn off, in a sentence or two.

export const WHY_CLAMP =
  'x̂₀ at each place is moved to the nearest word’s embedding before the mean is taken, so that the chain commits to words and its errors do not add up. The switch “Clamp to words” turns it off; then sentences are visibly worse.';

export const WHY_SIGN =
  'Diffusion-LM builds its AdaGrad anew for each update, so that each is exactly the sign of the force times the rate: every number moves equally far, however sure the classifier is. The switch “Sign steps” turns it off; then the force itself is taken, which fades once the classifier is sure.';

/** What both switches do to the run. */
export const BEGINS = 'A change begins a new run.';
