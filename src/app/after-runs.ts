// After a run on WebGPU, in idle time: whether WASM would be so much faster that it is worth a word.

import { timesFaster } from '../client/faster-wasm';
import { samplerOf } from '../history/settings';
import { currentPath, type State } from '../history/state';
import type { Nudge } from '../store/world';

/** As many times faster. */
export const WORTH = 1.5;
/** Milliseconds after a run's end in which nothing is begun: a person may want to go on at once. */
const IDLE_MS = 3000;

type Asked = Parameters<typeof timesFaster>[0];

/** What is asked of a run that has ended; null where there is nothing to ask: WASM runs, or a backend was asked for. */
function askedOf(state: State): Asked | null {
  const { model, run } = state;
  const { backend, choice, origin, recorded } = model;
  const ended = run.status === 'done' && run.millisecondsPerStep !== null && !recorded;
  if (!ended || backend?.name !== 'webgpu' || choice !== 'auto' || origin === null) return null;
  const { settings, steps } = currentPath(state);
  const last = steps.at(-1);
  if (last === undefined) return null;
  const { lanes, rule, clamp } = last;
  const of = { sampler: samplerOf(settings), rule, lanes, steps: settings.steps, from: null };
  return {
    device: backend.device,
    source: origin.source,
    run: clamp === undefined ? of : { ...of, clamp },
    milliseconds: run.millisecondsPerStep,
  };
}

/**
 * @param heard how many times faster WASM is, where that is worth a word; null as soon as it is about another run
 * @returns ends it
 */
export function afterRuns(
  { store }: Pick<Nudge, 'store'>,
  heard: (times: number | null) => void,
  find: typeof timesFaster = timesFaster,
): () => void {
  let calledOff: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    calledOff?.abort();
    calledOff = null;
    heard(null);
  };
  const begin = (asked: Asked): void => {
    const mine = (calledOff = new AbortController());
    const measure = async (): Promise<void> => {
      const times = await find(asked, mine.signal);
      if (!mine.signal.aborted && times !== null && times >= WORTH) heard(times);
    };
    timer = setTimeout(() => void measure(), IDLE_MS);
  };
  const look = (): void => {
    const asked = askedOf(store.getState());
    if (asked === null && calledOff !== null) stop();
    if (asked !== null && calledOff === null) begin(asked);
  };
  look();
  const unsubscribe = store.subscribe(look);
  return () => {
    unsubscribe();
    stop();
  };
}
