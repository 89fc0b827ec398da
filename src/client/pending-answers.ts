// Questions that the worker has not answered yet.

import type { NudgeError } from '../terms/errors';
import type { NetworkOutputs } from '../terms/networks';

interface Pending {
  readonly resolve: (outputs: NetworkOutputs) => void;
  readonly reject: (error: NudgeError) => void;
}

export class PendingAnswers {
  readonly #pending = new Map<number, Pending>();
  #count = 0;

  /** @param send is given the question's number */
  ask(send: (id: number) => void): Promise<NetworkOutputs> {
    const id = this.#count++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      send(id);
    });
  }

  resolve(id: number, outputs: NetworkOutputs): void {
    this.#pending.get(id)?.resolve(outputs);
    this.#pending.delete(id);
  }

  reject(id: number, error: NudgeError): void {
    this.#pending.get(id)?.reject(error);
    this.#pending.delete(id);
  }

  rejectAll(error: NudgeError): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
