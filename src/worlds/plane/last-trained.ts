// What the page keeps of the networks that are trained in the worker, second by second: should the worker die, the next
// one goes on from there.

import type { Revived } from '../../store/world';
import type { PlaneSource } from '../../terms/pack-info';
import type { TrainedState } from '../../terms/trained';
import type { TrainedInFile, TrainingState } from './training';

type Kept = Pick<TrainedInFile, 'state' | 'curves'>;

export class LastTrained {
  #kept: Kept | null = null;
  #revived: Kept | null = null;

  /** What a worker that took the place of another began with. */
  get revived(): Kept | null {
    return this.#revived;
  }

  heard(
    { step, status, denoiser, classifier }: TrainingState,
    trained: TrainedState | null | undefined,
  ): void {
    if (trained) this.#kept = { state: trained, curves: { denoiser, classifier } };
    else if (step === 0 || status === 'shipped') this.#kept = null; // begun anew, or another
    this.#revived = null;
  }

  /** @returns null where nothing was trained, or nothing of it came in time */
  revive(source: PlaneSource, { step, status }: TrainingState, train: () => void): Revived | null {
    const kept = this.#kept;
    const trains = status === 'training';
    this.#revived = kept;
    if (kept === null && !trains) return null;
    const goOn = trains ? train : () => {};
    if (kept === null)
      return { source: { ...source, kept: null }, said: 'its training has been begun again.', goOn };
    const said = trains
      ? `its training goes on from step ${kept.state.step}${step > kept.state.step ? `, of ${step}` : ''}.`
      : kept.state.step === step
        ? 'nothing that was on screen is lost.'
        : `its networks are those of training step ${kept.state.step}, of ${step}.`;
    return { source: { ...source, kept: kept.state }, said, goOn };
  }
}
