// Opens an address as the page does, waits until nothing moves any more, and says what a person then sees, in plain
// numbers and words that do not depend on how the code is arranged.

import { expect, vi } from 'vitest';
import { openPage as openAppPage } from '../../src/app/page';
import { isComplete } from '../../src/history/path';
import { currentPath, settingsOf, type State } from '../../src/history/state';
import type { Nudge } from '../../src/store/world';
import type { Lane } from '../../src/terms/lane';
import { classOf } from '../../src/terms/target';
import { views } from '../../src/views/registry';
import { packText } from '../../src/worlds/images/levels';
import type { NoiseSettings } from '../../src/worlds/images/noise-settings';
import { noiseOf } from '../../src/worlds/images/noise-state';
import { fromOf } from '../../src/worlds/images/settings';
import { fakePage, type FakePage } from './fake-page';

export interface Seen {
  readonly title: string | undefined;
  /** Of the first step: how many, and target, scale and seed of the first and the last. */
  readonly lanes: readonly unknown[];
  /** [step, target, scale, seed, sampler] of the first lane, at the first step and wherever one of them changed. */
  readonly steering: readonly (readonly unknown[])[];
  /** How many, the first three and the last. */
  readonly timesteps: readonly unknown[];
  readonly shown: number | 'end' | null;
  readonly status: string;
  readonly large: number;
  /** What the controls show. */
  readonly controls: readonly unknown[];
  readonly noise: unknown;
  readonly notice: string | null;
  readonly error: string | null;
  /** What the address says in the end. */
  readonly address: string;
}

export interface OpenedPage {
  readonly page: FakePage;
  readonly nudge: Nudge;
}

export async function openPage(hash: string, search = ''): Promise<OpenedPage> {
  const page = fakePage(hash, search);
  const { getState } = openAppPage(page.window, views);
  const nudge = await vi.waitFor(() => {
    const opened = getState().nudge;
    expect(opened).not.toBeNull();
    return opened!;
  });
  return { page, nudge };
}

export async function atRest({ store }: Nudge): Promise<void> {
  await vi.waitFor(
    () => {
      const { run, model } = store.getState();
      expect(model.backend).not.toBeNull();
      expect(currentPath(store.getState()).replay).toBeNull();
      expect(['done', 'paused']).toContain(run.status);
    },
    { timeout: 60_000, interval: 20 },
  );
  await new Promise((resolve) => setTimeout(resolve, 250)); // an address follows by two tenths of a second
}

export function seenOn({ page, nudge }: OpenedPage): Seen {
  const state = nudge.store.getState();
  const path = currentPath(state);
  const settings = settingsOf(state);
  const { history, run } = state;
  const noise = noiseOf(state);
  const first = path.steps[0]?.lanes ?? [];
  const complete = isComplete(path);
  return {
    title: state.model.pack?.title,
    lanes: [first.length, ...[first[0], first.at(-1)].map((lane) => lane && laneOf(lane))],
    steering: steeringOf(state),
    timesteps: [path.timesteps.length, ...path.timesteps.slice(0, 3), path.timesteps.at(-1)],
    shown:
      history.cursor !== null
        ? path.steps[history.cursor]!.t
        : complete
          ? 'end'
          : (path.steps.at(-1)?.t ?? null),
    status: run.status,
    large: state.focus,
    controls: [
      classOf(settings.target),
      settings.guidanceScale,
      settings.sampler,
      settings.steps,
      settings.seed,
      settings.layout.id,
      settings.twins,
    ],
    noise: state.own === noise ? [noiseText(noise.settings), noiseText(fromOf(settings))] : null,
    notice: state.notice,
    error: state.error?.message ?? null,
    address: sorted(page.window.location.hash),
  };
}

/** The order of fields does not matter. */
export function sorted(hash: string): string {
  const [view, query] = hash.split('?');
  return query === undefined ? hash : `${view}?${query.split('&').toSorted().join('&')}`;
}

function noiseText(settings: NoiseSettings | null): string | null {
  if (settings === null) return null;
  const { source, t, schedule, seed } = settings;
  const picture = source.kind === 'sheet' ? source.index : packText(source.text);
  return `${source.kind} ${picture}, t ${t}, ${schedule ?? 'own'} schedule, seed ${seed}`;
}

function laneOf({ target, guidanceScale, seed }: Lane): readonly unknown[] {
  return [classOf(target), guidanceScale, seed];
}

function steeringOf(state: State): (readonly unknown[])[] {
  const changes: (readonly unknown[])[] = [];
  let before = '';
  currentPath(state).steps.forEach(({ lanes, settings }, index) => {
    const now = [...laneOf(lanes[0]!), settings.sampler];
    if (now.join() !== before) changes.push([index, ...now]);
    before = now.join();
  });
  return changes;
}
