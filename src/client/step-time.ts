// How long a step takes on a backend that does not run: in a worker of its own, which ends with it.

import type { BackendChoice, RunSpec } from '../terms/messages';
import type { PackSource } from '../terms/pack-info';
import { realClock, type Clock } from '../timing/clock';
import { Client } from './client';
import { spawnWorker } from './worker-life';
import type { WorkerLike } from './worker-like';

/** The first are compiled and recorded. */
const WARM = 2;
const MEASURED = 5;
/** A backend that takes longer for all of it is no faster one. */
const PATIENCE_MS = 60_000;

/** @returns its median in ms; null where it was called off, took too long, or the backend is not to be had */
export async function stepTime(
  backend: Exclude<BackendChoice, 'auto'>,
  source: PackSource,
  run: RunSpec,
  calledOff: AbortSignal,
  spawn: () => WorkerLike = spawnWorker,
  clock: Clock = realClock,
): Promise<number | null> {
  if (calledOff.aborted) return null;
  const times: number[] = [];
  let end: (milliseconds: number | null) => void;
  const ended = new Promise<number | null>((resolve) => (end = resolve));
  const giveUp = (): void => end(null);
  const client = new Client(
    {
      onStep: (_, milliseconds) => {
        times.push(milliseconds);
        if (times.length < WARM + MEASURED) client.step();
        else end(times.slice(WARM).toSorted((a, b) => a - b)[Math.floor(MEASURED / 2)]!);
      },
      onDone: giveUp, // fewer steps than are measured
      onBackend: giveUp,
      onError: giveUp,
    },
    spawn,
    clock,
  );
  const callOff = clock.after(PATIENCE_MS, giveUp);
  calledOff.addEventListener('abort', giveUp, { once: true });
  const begin = async (): Promise<void> => {
    const loaded = await client.load(source, backend, () => {}).catch(() => null);
    if (loaded === null || loaded.backend.name !== backend || calledOff.aborted) giveUp();
    else {
      client.start(run);
      client.step();
    }
  };
  void begin();
  try {
    return await ended;
  } finally {
    callOff();
    calledOff.removeEventListener('abort', giveUp);
    client.dispose();
  }
}
