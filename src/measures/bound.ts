// The variational bound of one sample, term by term, in bits per dimension (Ho et al. 2020, eq. 5), as OpenAI's
// `calc_bpd_loop` computes it (Dhariwal & Nichol 2021, guided-diffusion). Arithmetic is float64, and differences are
// taken before anything is rounded: x_t cancels in each of them.

import { coefficients } from '../diffusion/samplers/coefficients';
import { logBetween, splitOutput, type LearnedOutput, type Said } from '../diffusion/learned-variance';
import { expectPositive, expectSignal } from '../diffusion/usable-output';
import { predictionCoefficients } from '../diffusion/prediction';
import { thresholded } from '../diffusion/thresholding';
import type { Schedule } from '../diffusion/schedule';
import type { Samples } from '../terms/sample';
import type { SchedulerConfig } from '../terms/scheduler';
import { logLikelihoodOfLevel } from './discretised-gaussian';

/** The numbers of the whole chain's step from t to t - 1. */
export interface BoundAt {
  readonly t: number;
  readonly alphaCumprod: number;
  readonly alphaCumprodPrev: number;
  readonly beta: number;
  /** ln β̃_t of q(x_{t-1} | x_t, x_0); at t = 0, where it would be 0, that of t = 1. */
  readonly posteriorLogVariance: number;
  /** ln Σ of p_θ(x_{t-1} | x_t). */
  readonly logVariance: number;
}

/** What one sample's prediction at t costs: means over its numbers. */
export interface BoundTerm {
  readonly t: number;
  /** L_t, and L_0 at t = 0: bits per dimension. */
  readonly bits: number;
  /** ‖ε - ε_θ‖² per number: L_simple at t (Ho et al. 2020, eq. 14). */
  readonly loss: number;
  /** The same with ε from the clipped x̂_0: OpenAI's `mse`. */
  readonly clippedLoss: number;
  /** ‖μ̂ - μ_θ‖² per number. */
  readonly meanError: number;
  /** Absent where Σ is not learned. */
  readonly learned?: OfLearned;
}

/** Where Σ is learned: what the same prediction costs in its other parts. */
interface OfLearned {
  /** ‖μ̂ - μ_θ‖² over 2Σ, in nats per number: the part of L_t that is the mean's. */
  readonly meanNats: number;
  /** L_0 under the least Σ, as fixed_small has it. */
  readonly fixedBits: number;
}

/** One sample, the noise that was put on it, and what the denoiser said of x_t. */
export interface Predicted {
  readonly x0: Samples;
  readonly eps: Samples;
  readonly output: Samples; // twice as many where Σ is learned
}

/** @returns for every t of the whole chain */
export function boundTables(
  { varianceType }: Pick<SchedulerConfig, 'varianceType'>,
  { betas, alphasCumprod }: Schedule,
): BoundAt[] {
  const rows = Array.from(betas, (beta, t) => {
    const alphaCumprod = alphasCumprod[t]!;
    const alphaCumprodPrev = t === 0 ? 1 : alphasCumprod[t - 1]!;
    const betaTilde = (beta * (1 - alphaCumprodPrev)) / (1 - alphaCumprod);
    return { t, alphaCumprod, alphaCumprodPrev, beta, betaTilde };
  });
  const atEnd = rows[1]?.betaTilde ?? rows[0]?.beta ?? 0;
  return rows.map(({ betaTilde, ...row }) => ({
    ...row,
    posteriorLogVariance: Math.log(row.t === 0 ? atEnd : betaTilde),
    logVariance: Math.log(row.t === 0 ? atEnd : varianceType === 'fixed_large' ? row.beta : betaTilde),
  }));
}

/** @param x0 pictures are rounded to 256 levels first (`roundedToLevels`); others have no L_0 in bits */
export function boundTerm(
  { x0, eps, output: given }: Predicted,
  at: BoundAt,
  {
    predictionType,
    clipRange,
    thresholding,
  }: Pick<SchedulerConfig, 'predictionType' | 'clipRange' | 'thresholding'>,
  learned: LearnedOutput | null = null,
): BoundTerm {
  const { t, alphaCumprod, logVariance, posteriorLogVariance } = at;
  expectSignal(predictionType, alphaCumprod);
  const { prediction: output, said } = splitOutput(given, learned);
  const logs = said === null ? null : logVariances(said, at);
  const [signal, noise] = [Math.sqrt(alphaCumprod), Math.sqrt(1 - alphaCumprod)];
  const { x0: toX0, eps: toEps } = predictionCoefficients(predictionType, alphaCumprod);
  const { ofX0 } = coefficients('ddpm', { ...at, variance: 0 });
  const most = clipRange ?? Infinity;
  const free = Float64Array.from(
    x0,
    (x, i) => toX0.ofXt * (signal * x + noise * eps[i]!) + toX0.ofOutput * output[i]!,
  );
  const kept = thresholding === undefined ? free : thresholded(free, thresholding);
  let [loss, x0Error, nats, fixedNats, meanNats, varianceNats] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < x0.length; i++) {
    const xt = signal * x0[i]! + noise * eps[i]!;
    const clipped = Math.max(-most, Math.min(most, kept[i]!));
    loss += (eps[i]! - toEps.ofXt * xt - toEps.ofOutput * output[i]!) ** 2;
    const error = (x0[i]! - clipped) ** 2;
    const log = logs?.[i] ?? logVariance;
    x0Error += error;
    meanNats += (ofX0 ** 2 * error * Math.exp(-log)) / 2;
    varianceNats += (Math.expm1(posteriorLogVariance - log) - (posteriorLogVariance - log)) / 2;
    if (t > 0) continue;
    nats -= logLikelihoodOfLevel(x0[i]!, clipped, log / 2); // μ_θ is x̂_0 there
    if (logs !== null) fixedNats -= logLikelihoodOfLevel(x0[i]!, clipped, posteriorLogVariance / 2);
  }
  const size = Math.max(1, x0.length);
  const meanError = (ofX0 ** 2 * x0Error) / size;
  return {
    t,
    bits: (t === 0 ? nats : meanNats + varianceNats) / size / Math.LN2,
    loss: loss / size,
    clippedLoss: ((alphaCumprod / (1 - alphaCumprod)) * x0Error) / size,
    meanError,
    ...(logs && { learned: { meanNats: meanNats / size, fixedBits: fixedNats / size / Math.LN2 } }),
  };
}

/** ln Σ of each number. @throws NudgeError `pack-unsupported` where it is no variance */
function logVariances({ type, values }: Said, { t, beta, posteriorLogVariance }: BoundAt): Float64Array {
  if (type === 'learned') expectPositive(values, t);
  return Float64Array.from(values, (value) =>
    type === 'learned' ? Math.log(value) : logBetween([posteriorLogVariance, Math.log(beta)], value),
  );
}

/** L_T = KL(q(x_T | x_0) ‖ N(0, I)), in bits per dimension. @param alphaCumprod ᾱ at the last t */
export function priorBits(x0: Samples, alphaCumprod: number): number {
  const square = x0.reduce((sum, x) => sum + x * x, 0) / Math.max(1, x0.length);
  return (alphaCumprod * (square - 1) - Math.log1p(-alphaCumprod)) / 2 / Math.LN2;
}

/** Nats that one unit of the (clipped) ε-error costs at t ≥ 1: β²/(2σ²α(1-ᾱ)) (Ho et al. 2020, eq. 12). */
export function lossWeight({ beta, alphaCumprod, logVariance }: BoundAt): number {
  return beta ** 2 / (2 * Math.exp(logVariance) * (1 - beta) * (1 - alphaCumprod));
}

/** What L_t costs at t ≥ 1 for its variance alone, in bits per dimension: 0 where Σ is β̃. */
export function varianceBits({ posteriorLogVariance, logVariance }: BoundAt): number {
  const difference = posteriorLogVariance - logVariance;
  return (Math.expm1(difference) - difference) / 2 / Math.LN2;
}
