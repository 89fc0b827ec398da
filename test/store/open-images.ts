// A store of pictures whose model is the stub of two classes, opened with some settings.

import { Client } from '../../src/client/client';
import type { WorkerLike } from '../../src/client/worker-like';
import type { Clock } from '../../src/timing/clock';
import type { Settings } from '../../src/history/settings';
import { currentPath, ghostPath, settingsOf } from '../../src/history/state';
import { createStore } from '../../src/store/create-store';
import type { Nudge, World } from '../../src/store/world';
import { classTarget } from '../../src/terms/target';
import { images } from '../../src/worlds/images/world';
import { defaultSettings } from '../../src/worlds/images/settings';
import { until } from '../clock';
import { Loopback, stubPack } from '../worker/loopback';

/** The stub under the name of a pack that comes with the page. */
export function digits() {
  const stub = stubPack();
  return { ...stub, info: { ...stub.info, id: 'digits' } };
}

export interface OpenOptions {
  readonly world?: World;
  readonly spawn?: () => WorkerLike;
  readonly budget?: number;
  readonly clock?: Clock;
  readonly startsByItself?: () => boolean;
}

export const modelsUrl = 'https://nudge.example/models/';

export function newStore(options: OpenOptions = {}): Nudge {
  const openPack = () => Promise.resolve({ pack: digits(), reopen: () => Promise.resolve(digits()) });
  const { world = images, spawn = () => new Loopback({ openPack }), ...rest } = options;
  return createStore(world, { connect: (events) => new Client(events, spawn), modelsUrl, ...rest });
}

/** What an address without anything to take again asks for. */
export function asked(settings: Partial<Settings> = {}) {
  return {
    settings: { ...defaultSettings, target: classTarget(1), steps: 20, ...settings },
    open: [],
    backend: 'auto' as const,
    retake: null,
  };
}

export function watched(nudge: Nudge) {
  const state = () => nudge.store.getState();
  return {
    ...nudge,
    state,
    settings: () => settingsOf(state()),
    path: () => currentPath(state()),
    ghost: () => ghostPath(state()),
    done: () => until(() => state().run.status === 'done'),
    taken: (n: number) => until(() => currentPath(state()).steps.length >= n),
  };
}

export function openImages(settings: Partial<Settings> = {}, options: OpenOptions = {}) {
  const nudge = newStore(options);
  nudge.open(asked(settings));
  return watched(nudge);
}
