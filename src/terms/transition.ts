// One move along a chain: where it leads from and to, and the schedule's numbers there.

/** From t to the next listed timestep, `prevT`, with the schedule's numbers between the two. */
export interface Transition {
  /** Position in the chain's list of timesteps, from 0. */
  readonly index: number;
  readonly t: number;
  /** The next listed timestep; -1 at the last. */
  readonly prevT: number;
  /** β of the respaced chain, 1 - ᾱ_t/ᾱ_prev. */
  readonly beta: number;
  readonly alphaCumprod: number;
  readonly alphaCumprodPrev: number;
  /**
   * Σ of q(x_prev | x_t, x_0) as the scheduler sizes it (DDPM), or σ² = η²·β̃ (DDIM); where Σ is learned, the most that
   * it is taken to be, β.
   */
  readonly variance: number;
}
