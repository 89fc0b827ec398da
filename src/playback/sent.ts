// What the worker's run is told to use, by the numbers of its steerings: a step says which one it used, and brings
// neither its settings nor its lanes.

import type { Client } from '../client/client';
import type { Settings } from '../history/settings';
import { invariant } from '../terms/errors';
import type { Lane } from '../terms/lane';
import type { RunSpec } from '../terms/messages';

interface Sent {
  readonly settings: Settings;
  readonly lanes: readonly Lane[];
}

export class SentSteerings {
  #sent: (readonly [number, Sent])[] = [];

  constructor(private readonly client: Pick<Client, 'start' | 'steer'>) {}

  /** Begins a run: its number is 0. */
  start(settings: Settings, spec: RunSpec): void {
    this.#sent = [[0, { settings, lanes: spec.lanes }]];
    this.client.start(spec);
  }

  steer(settings: Settings, lanes: readonly Lane[]): void {
    this.#sent.push([this.client.steer(lanes), { settings, lanes }]);
  }

  /** What a step used; that of older steerings is needed no more. */
  of(steering: number): Sent {
    this.#sent = this.#sent.filter(([number]) => number >= steering);
    const [number, sent] = this.#sent[0] ?? [];
    invariant(
      number === steering && sent !== undefined,
      `steering: expected one that was sent, got ${steering}`,
    );
    return sent;
  }
}
