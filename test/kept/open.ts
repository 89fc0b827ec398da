// Opens an address as the page does, waits until nothing moves any more, and says what a person then sees, in plain
// numbers and words that do not depend on how the code is arranged.

import { expect, vi } from 'vitest';
import { openNudge } from '../../src/store/open-nudge';
import { openPlane } from '../../src/store/open-plane';
import { currentPath, type State } from '../../src/store/state';
import type { NudgeStore } from '../../src/store/create-store';
import { packText } from '../../src/store/noise/levels';
import { viewOf } from '../../src/store/views';
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
  readonly nudge: NudgeStore;
}

export function openPage(hash: string, search = ''): OpenedPage {
  const page = fakePage(hash, search);
  const nudge = openNudge(page.window);
  return { page, nudge: viewOf(hash) === 'plane' ? openPlane(page.window) : nudge };
}

export async function atRest({ store }: NudgeStore): Promise<void> {
  await vi.waitFor(
    () => {
      const { run, model, replay } = store.getState();
      expect(model.backend).not.toBeNull();
      expect(replay).toBeNull();
      expect(['done', 'paused']).toContain(run.status);
    },
    { timeout: 60_000, interval: 20 },
  );
  await new Promise((resolve) => setTimeout(resolve, 250)); // an address follows by two tenths of a second
}

export function seenOn({ page, nudge }: OpenedPage): Seen {
  const state = nudge.store.getState();
  const path = currentPath(state);
  const { settings, history, run, noise } = state;
  const first = path.steps[0]?.lanes ?? [];
  const complete = path.steps.length === path.timesteps.length;
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
    large: state.large,
    controls: [
      settings.target,
      settings.guidanceScale,
      settings.sampler,
      settings.steps,
      settings.seed,
      settings.lanes,
      settings.twins,
    ],
    noise:
      viewOf(page.window.location.hash) === 'plane'
        ? null
        : [noiseText(noise.settings), noiseText(settings.from ?? null)],
    notice: state.notice,
    error: state.error?.message ?? null,
    address: page.window.location.hash,
  };
}

function noiseText(settings: State['noise']['settings'] | null): string | null {
  if (settings === null) return null;
  const { source, t, schedule, seed } = settings;
  const picture = source.kind === 'sheet' ? source.index : packText(source.text);
  return `${source.kind} ${picture}, t ${t}, ${schedule ?? 'own'} schedule, seed ${seed}`;
}

type Lane = ReturnType<typeof currentPath>['steps'][number]['lanes'][number];

function laneOf({ target, guidanceScale, seed }: Lane): readonly unknown[] {
  return [target, guidanceScale, seed];
}

function steeringOf(state: State): (readonly unknown[])[] {
  const changes: (readonly unknown[])[] = [];
  let before = '';
  currentPath(state).steps.forEach(({ lanes, sampler }, index) => {
    const now = [...laneOf(lanes[0]!), sampler.kind];
    if (now.join() !== before) changes.push([index, ...now]);
    before = now.join();
  });
  return changes;
}
