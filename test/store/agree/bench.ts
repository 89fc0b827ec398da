// A store over the fake network, and what must hold of it at any moment: what the controls show is what the next step
// uses, and what a kept step used is what is shown with it.

import { expect } from 'vitest';
import { Client } from '../../../src/client/client';
import { readLink } from '../../../src/address/link';
import { arrange } from '../../../src/history/arrangement';
import type { Place } from '../../../src/history/edits';
import { isComplete, stepOfPicture, type Path } from '../../../src/history/path';
import { samplerOf, steerNames, type Settings } from '../../../src/history/settings';
import { currentPath, pictureShown, settingsOf, type State } from '../../../src/history/state';
import type { StepRecord } from '../../../src/history/step-record';
import { createStore } from '../../../src/store/create-store';
import { linkTo } from '../../../src/store/link-to';
import type { Nudge } from '../../../src/store/world';
import { guideOf } from '../../../src/terms/pack-info';
import { runRuleOf } from '../../../src/terms/rule';
import { views } from '../../../src/views/registry';
import { lanesOnScreen } from '../../../src/views/run/selectors';
import { images } from '../../../src/worlds/images/world';
import { FakeClock } from './fake-clock';
import { FakeNetwork, packOf, take, type Taken } from './fake-network';

/** Deep enough for anything here; what goes on longer never ends. */
const MOST_TURNS = 20_000;

/** What undo must lead back to. */
interface Before {
  readonly controls: Settings;
  readonly records: readonly StepRecord[];
  readonly cursor: number | null;
}

export class Bench {
  readonly network = new FakeNetwork();
  readonly clock = new FakeClock();
  readonly nudge: Nudge;
  readonly #checked = new WeakSet<StepRecord>();
  readonly #before = new WeakMap<Place, Before>();
  #newest: Before;

  /** @param startsByItself what an address asks for */
  constructor(budget: number, startsByItself = true) {
    this.nudge = createStore(images, {
      connect: (events) => new Client(events, () => this.network),
      modelsUrl: 'https://nudge.example/models/',
      clock: this.clock,
      budget,
      startsByItself: () => startsByItself,
    });
    this.network.onStep = (taken) => this.#checkTaken(taken);
    this.#newest = this.#now();
  }

  get state(): State {
    return this.nudge.store.getState();
  }

  get path(): Path {
    return currentPath(this.state);
  }

  async open(hash: string): Promise<void> {
    this.nudge.open(await readLink(hash, '', images.fields));
    await this.settle();
  }

  async link(): Promise<string> {
    return (await linkTo(this.state, images, views[0]!)).hash;
  }

  /** Until nothing is under way between page and worker; the clock stands. */
  async drain(): Promise<void> {
    for (let turns = 0; ; turns++) {
      expect(turns, 'drain: it never ends').toBeLessThan(MOST_TURNS);
      const worked = this.network.work();
      const heard = this.network.deliver();
      await microtasks();
      if (!worked && !heard) return;
    }
  }

  /** Until nothing moves any more. */
  async settle(): Promise<void> {
    do await this.drain();
    while (this.clock.next());
    await this.drain();
    const { history } = this.state;
    expect(history.awaited, 'what is computed again comes').toBeNull();
  }

  /** After whatever a person does or the worker says. */
  check(): void {
    const { state, path } = this;
    expect(state.error).toBeNull();
    for (const place of [...state.history.past, ...state.history.future]) {
      if (!this.#before.has(place)) this.#before.set(place, this.#newest);
    }
    this.#newest = this.#now();
    for (const each of state.history.paths) this.#checkKept(each);
    const ids = state.history.paths.map(({ id }) => id);
    expect(ids, 'a path is kept once').toEqual([...new Set(ids)]);
    this.#checkShown(state, path);
  }

  /** Undo or redo has led to a place. */
  checkReturned(place: Place): void {
    const before = this.#before.get(place);
    if (before === undefined) return;
    expect(steerOf(settingsOf(this.state)), 'undo: the controls are as before').toEqual(
      steerOf(before.controls),
    );
    expect(this.state.history.cursor).toBe(before.cursor);
    const kept = this.path.steps.slice(0, before.records.length);
    expect(kept.map(usedOf), 'undo: the steps are as before').toEqual(before.records.map(usedOf));
  }

  #now(): Before {
    const { state, path } = this;
    return { controls: settingsOf(state), records: path.steps, cursor: state.history.cursor };
  }

  /** A step that the worker takes, knowing all that was said: it is the current path's next one, as the controls show. */
  #checkTaken({ sampler, rule, lanes, from, pack }: Taken): void {
    const { state, path } = this;
    const { settings } = path;
    if (state.history.awaited !== null) return;
    expect(pack.id).toBe(settings.pack);
    if (path.replay !== null && path.replay.coming[0]?.at === path.steps.length) return;
    expect(lanes, 'the controls show what the next step uses').toEqual(arrange(settings, pack).lanes);
    if (state.history.cursor === null) expect(steerOf(settingsOf(state))).toEqual(steerOf(settings));
    expect(sampler).toEqual(samplerOf(settings));
    expect(rule).toEqual(runRuleOf(guideOf(pack, settings.guide ?? undefined)?.rule));
    expect(from?.xt ?? null).toEqual(path.tip?.xt ?? null);
    if (from !== null) expect(from.t).toBe(path.timesteps[path.steps.length]);
  }

  /** A kept step used what is kept with it: taken again, it leads where it led. */
  #checkKept(path: Path): void {
    path.steps.forEach((record, index) => {
      const next =
        path.steps[index + 1]?.xt ?? (index === path.steps.length - 1 ? path.tip?.xt : null) ?? null;
      if (record.xt === null || next === null || this.#checked.has(record)) return;
      this.#checked.add(record);
      const { settings, xt, t } = record;
      const pack = packOf(settings.pack);
      expect(t).toBe(path.timesteps[index]);
      expect(record.lanes).toEqual(arrange(settings, pack).lanes);
      const rule = runRuleOf(guideOf(pack, settings.guide ?? undefined)?.rule);
      const again = take({
        pack,
        sampler: samplerOf(settings),
        rule,
        steps: path.chainSteps,
        lanes: record.lanes,
        from: { t, xt },
      });
      expect(again.xPrev, 'a kept step used what is kept with it').toEqual(next);
    });
  }

  #checkShown(state: State, path: Path): void {
    const { shown, awaited, cursor } = state.history;
    const index = stepOfPicture(path, pictureShown(state));
    const record = path.steps[index];
    if (cursor !== null) {
      expect(cursor).toBeLessThan(path.steps.length);
      const { target, guidanceScale } = settingsOf(state);
      expect(steerOf(settingsOf(state))).toEqual(steerOf(record!.settings));
      const [lane] = lanesOnScreen(state);
      expect(lane?.target, 'looking back, title and control agree').toEqual(target);
      if (settingsOf(state).layout.scales === 'set') expect(lane?.guidanceScale).toBe(guidanceScale);
    }
    const last = path.steps.at(-1);
    if (last !== undefined && isComplete(path)) {
      expect(steerOf(path.settings), 'a finished run is what its controls show').toEqual(
        steerOf(last.settings),
      );
    }
    if (shown === null || awaited !== null || path.timesteps.length === 0) return;
    if (record !== undefined) {
      expect(shown.transition.t, 'the step that is shown').toBe(record.t);
      expect(shown.lanes, 'what a kept step used is shown with it').toEqual(record.lanes);
      if (record.xt !== null) expect(shown.xt).toEqual(record.xt);
    } else if (path.isFresh) {
      expect(shown.transition.t).toBe(path.timesteps[index]);
    }
  }
}

export function usedOf({ settings, lanes, t }: StepRecord) {
  return [t, steerOf(settings), lanes];
}

export function steerOf(settings: Settings): object {
  const { pack, steps, layout, twins } = settings;
  return {
    pack,
    steps,
    layout: layout.id,
    twins,
    ...Object.fromEntries(steerNames.map((name) => [name, settings[name]])),
  };
}

/** All that waits on what has come. */
export async function microtasks(): Promise<void> {
  for (let i = 0; i < 12; i++) await Promise.resolve();
}
