// What a person does and what the network does meanwhile, as commands that fast-check puts in any order.

import * as fc from 'fast-check';
import { expect } from 'vitest';
import { sameOrigin } from '../../../src/history/model-origin';
import type { Settings } from '../../../src/history/settings';
import { settingsOf } from '../../../src/history/state';
import { classTarget } from '../../../src/terms/target';
import { pictureLayouts } from '../../../src/worlds/images/layouts';
import { intervals } from '../../terms/intervals';
import { steerOf, microtasks, type Bench } from './bench';

/** Nothing is kept beside the store: what must hold is asked of it. */
type Model = object;
type Act = fc.AsyncCommand<Model, Bench>;

function act(name: string, run: (bench: Bench) => void | Promise<void>): Act {
  return {
    check: () => true,
    async run(_, bench) {
      await run(bench);
      await microtasks();
      bench.check();
    },
    toString: () => name,
  };
}

/** A control: it shows what was set, beside what it showed before; where nothing can be changed, just that. */
function set(name: string, change: Partial<Settings>, run: (bench: Bench) => void): Act {
  return act(name, (bench) => {
    const before = settingsOf(bench.state);
    const possible = bench.state.history.awaited === null;
    run(bench);
    const after = steerOf(settingsOf(bench.state));
    if (possible) expect(after, 'a control shows what was set').toEqual(steerOf({ ...before, ...change }));
  });
}

function travel(name: 'undo' | 'redo'): Act {
  return act(name, async (bench) => {
    const { history: before, model } = bench.state;
    const goal = before[name === 'undo' ? 'past' : 'future'].at(-1)?.path;
    const origin = before.paths.find(({ id }) => id === goal)?.origin ?? null;
    bench.nudge.actions[name]();
    if (!sameOrigin(origin, model.origin)) await bench.drain(); // its model is opened first
    const after = bench.state.history;
    const [places, left] = name === 'undo' ? [before.past, after.past] : [before.future, after.future];
    const place = places.at(-1);
    // the oldest paths are forgotten, and places that cannot be taken again are passed over
    const gone = places.slice(0, -1).filter(({ path }) => after.paths.every(({ id }) => id !== path));
    if (place !== undefined && left.length + gone.length === places.length - 1) bench.checkReturned(place);
  });
}

const returns = act('return to the ghost', (bench) => {
  const { history } = bench.state;
  const ghost = history.paths.find(({ id }) => id === history.ghost);
  bench.nudge.actions.swapGhost();
  if (ghost === undefined) return;
  expect(bench.path.id).toBe(ghost.id);
  expect(steerOf(settingsOf(bench.state)), 'a path carries what steers it').toEqual(steerOf(ghost.settings));
});

const times = <T>(n: number, what: () => T): T[] => Array.from({ length: n }, what);

export const acts: fc.Arbitrary<Act>[] = [
  fc
    .integer({ min: 0, max: 1 })
    .map((y) =>
      set(`target ${y}`, { target: classTarget(y) }, ({ nudge }) => nudge.actions.setTarget(classTarget(y))),
    ),
  fc
    .integer({ min: 0, max: 32 })
    .map((half) =>
      set(`scale ${half / 2}`, { guidanceScale: half / 2 }, ({ nudge }) =>
        nudge.actions.setGuidanceScale(half / 2),
      ),
    ),
  fc
    .option(intervals)
    .map((guidanceInterval) =>
      set(`interval ${guidanceInterval?.join()}`, { guidanceInterval }, ({ nudge }) =>
        nudge.actions.setGuidanceInterval(guidanceInterval),
      ),
    ),
  fc
    .constantFrom(null, 'other')
    .map((guide) => set(`guide ${guide}`, { guide }, ({ nudge }) => nudge.actions.setGuide(guide))),
  fc
    .constantFrom('ddpm' as const, 'ddim' as const)
    .map((sampler) => set(sampler, { sampler }, ({ nudge }) => nudge.actions.setSampler(sampler))),
  fc
    .integer({ min: 1, max: 3 })
    .map((seed) => set(`seed ${seed}`, { seed }, ({ nudge }) => nudge.actions.setSeed(seed))),
  fc
    .integer({ min: 10, max: 12 })
    .map((n) => set(`steps ${n}`, { steps: n }, ({ nudge }) => nudge.actions.setSteps(n))),
  fc
    .constantFrom(...pictureLayouts)
    .map((layout) => set(`lanes ${layout.id}`, { layout }, ({ nudge }) => nudge.actions.setLayout(layout))),
  fc
    .constantFrom('digits', 'fashion')
    .map((pack) => act(`pack ${pack}`, ({ nudge }) => nudge.actions.setPack(pack))),
  fc.boolean().map((twins) => set(`twins ${twins}`, { twins }, ({ nudge }) => nudge.actions.setTwins(twins))),
  fc
    .option(fc.integer({ min: 0, max: 12 }))
    .map((index) => act(`scrub ${index}`, ({ nudge }) => nudge.actions.scrub(index))),
  fc
    .constantFrom(2, 20, Infinity)
    .map((speed) => act(`speed ${speed}`, ({ nudge }) => nudge.actions.setSpeed(speed))),
  ...(['play', 'playBack', 'pause', 'step', 'restart', 'branch', 'dropGhost'] as const).map((name) =>
    fc.constant(act(name, ({ nudge }) => nudge.actions[name]())),
  ),
  fc.constant(returns),
  fc.constant(travel('undo')),
  fc.constant(travel('redo')),
  fc
    .integer({ min: 1, max: 6 })
    .map((n) => act(`the worker works ${n}`, ({ network }) => void times(n, () => network.work()))),
  fc.integer({ min: 1, max: 4 }).map((n) =>
    act(`the page hears ${n}`, async ({ network }) => {
      for (let i = 0; i < n; i++) {
        network.deliver();
        await microtasks();
      }
    }),
  ),
  fc.constantFrom(60, 300, 1200).map((ms) => act(`${ms} ms`, ({ clock }) => clock.pass(ms))),
  fc.integer({ min: 1, max: 5 }).map((n) =>
    act(`${n} steps arrive`, async (bench) => {
      const { length } = bench.path.steps;
      for (let turn = 0; turn < 40 && bench.path.steps.length < length + n; turn++) {
        bench.network.work();
        bench.network.deliver();
        await microtasks();
        bench.check();
      }
    }),
  ),
  fc.constant(act('all comes to rest', (bench) => bench.settle())),
];
