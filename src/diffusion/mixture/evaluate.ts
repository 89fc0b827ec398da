// What is known of a noised mixture at a point: log p(x_t), the score ∇log p(x_t), E[x_0 | x_t], the class posterior
// p(y | x_t) and its gradient ∇log p(y | x_t) = ∇log p(x_t | y) - ∇log p(x_t). Sums of exponentials are taken
// relative to the largest, for the class asked for apart from the rest: nothing under- or overflows, however far x is.

import type { Noised } from './noised';

/** A component this far (in nats) below the largest is lost in float64. */
const NEGLIGIBLE = 40;

/** One point at a time: a call fills the fields that it names, and the next call overwrites them. */
export class Evaluator {
  /** log p(x_t) */
  logDensity = 0;
  /** ∇log p(x_t) */
  scoreX = 0;
  scoreY = 0;
  /** E[x_0 | x_t] */
  x0X = 0;
  x0Y = 0;
  /** p(y | x_t) of each class */
  readonly classProbs: Float64Array; // [K]
  /** log p(y | x_t) of the class asked for, and its gradient */
  logPosterior = 0;
  gradientX = 0;
  gradientY = 0;
  readonly #logits: Float64Array; // [M]

  constructor(readonly noised: Noised) {
    this.classProbs = new Float64Array(noised.classes);
    this.#logits = new Float64Array(noised.labels.length);
  }

  /** Fills log density, score and E[x_0 | x_t]. */
  density(x: number, y: number): void {
    const { meansX, meansY, halfPrecisions, pulls, restsX, restsY } = this.noised;
    const logits = this.#logits;
    const largest = this.#fillLogits(x, y);
    let sum = 0;
    let sx = 0;
    let sy = 0;
    let pull = 0;
    let restX = 0;
    let restY = 0;
    for (let m = 0; m < logits.length; m++) {
      const below = logits[m]! - largest;
      if (below < -NEGLIGIBLE) continue;
      const p = Math.exp(below);
      const precise = 2 * p * halfPrecisions[m]!;
      sum += p;
      sx += precise * (meansX[m]! - x);
      sy += precise * (meansY[m]! - y);
      pull += p * pulls[m]!;
      restX += p * restsX[m]!;
      restY += p * restsY[m]!;
    }
    this.logDensity = largest + Math.log(sum);
    this.scoreX = sx / sum;
    this.scoreY = sy / sum;
    this.x0X = (pull * x + restX) / sum;
    this.x0Y = (pull * y + restY) / sum;
  }

  /** Fills the class posterior, and log p(target | x_t) with its gradient. */
  posterior(x: number, y: number, target: number): void {
    const { meansX, meansY, halfPrecisions, labels } = this.noised;
    const logits = this.#logits;
    const { classProbs } = this;
    const largest = this.#fillLogits(x, y);
    let largestOfTarget = -Infinity;
    for (let m = 0; m < logits.length; m++) {
      if (labels[m] === target && logits[m]! > largestOfTarget) largestOfTarget = logits[m]!;
    }
    classProbs.fill(0);
    let sum = 0;
    let sx = 0;
    let sy = 0;
    let sumOfTarget = 0; // relative to the target's largest
    let tx = 0;
    let ty = 0;
    for (let m = 0; m < logits.length; m++) {
      const logit = logits[m]!;
      const precision = 2 * halfPrecisions[m]!;
      const label = labels[m]!;
      if (logit - largest >= -NEGLIGIBLE) {
        const p = Math.exp(logit - largest);
        sum += p;
        sx += p * precision * (meansX[m]! - x);
        sy += p * precision * (meansY[m]! - y);
        classProbs[label] = classProbs[label]! + p;
      }
      if (label === target && logit - largestOfTarget >= -NEGLIGIBLE) {
        const p = Math.exp(logit - largestOfTarget);
        sumOfTarget += p;
        tx += p * precision * (meansX[m]! - x);
        ty += p * precision * (meansY[m]! - y);
      }
    }
    for (let k = 0; k < classProbs.length; k++) classProbs[k] = classProbs[k]! / sum;
    this.logDensity = largest + Math.log(sum);
    this.logPosterior = Math.min(0, largestOfTarget + Math.log(sumOfTarget) - this.logDensity);
    this.scoreX = sx / sum;
    this.scoreY = sy / sum;
    this.gradientX = tx / sumOfTarget - this.scoreX;
    this.gradientY = ty / sumOfTarget - this.scoreY;
  }

  #fillLogits(x: number, y: number): number {
    const { meansX, meansY, halfPrecisions, logScales } = this.noised;
    const logits = this.#logits;
    let largest = -Infinity;
    for (let m = 0; m < logits.length; m++) {
      const dx = x - meansX[m]!;
      const dy = y - meansY[m]!;
      const logit = logScales[m]! - (dx * dx + dy * dy) * halfPrecisions[m]!;
      logits[m] = logit;
      if (logit > largest) largest = logit;
    }
    return largest;
  }
}
