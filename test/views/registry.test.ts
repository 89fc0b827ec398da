// What every view and its world hold to, those of the registry and a toy that is added to them: none is named here.

import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPage } from '../../src/app/page';
import { writeFields } from '../../src/address/field';
import { complaintAbout, hashOf, readLink, settingsText } from '../../src/address/link';
import { currentPath } from '../../src/history/state';
import { views as registered } from '../../src/views/registry';
import { viewIn, type View } from '../../src/views/view';
import { fakePage } from '../kept/fake-page';
import { startTestWasm } from '../kernels/start-test-wasm';
import { toy } from '../toy/toy-view';

const views: readonly View[] = [...registered, toy];
/** What the address of any view has beside its world's fields. */
const OWN = new Set(['t', 'to', 'turns', 'large', 'without', 'backend']);

const texts = fc.oneof(
  fc.constantFrom('0', '1', '7', '12', '3.5', '600', 'x0', 'xt', 'ddim', 'exact', 'moons', 'seeds9', 'noise'),
  fc.string({ maxLength: 12 }),
);

it('no two views have one name', () => {
  expect(new Set(views.map(({ id }) => id)).size).toBe(views.length);
  expect(new Set(views.map(({ title }) => title)).size).toBe(views.length);
  for (const view of views) expect(viewIn(views, `#/${view.id}?seed=1`)).toBe(view);
});

describe.each(views.map((view) => [view.title, view] as const))('%s', (_, view) => {
  it('gives each field of its address one name, and none that every address has', async () => {
    const { fields } = await view.world();
    const names = [...fields.settings, ...fields.run, ...fields.looks].flatMap((each) => each.names);
    expect(names).toEqual([...new Set(names)]);
    expect(names.filter((name) => OWN.has(name))).toEqual([]);
  });

  it('has layouts, steps and defaults that its own address can hold', async () => {
    const { fields, layouts, steps } = await view.world();
    const hash = hashOf(view.id, {
      ...writeFields(fields.settings, fields.defaults),
      ...writeFields(fields.run, fields.defaults),
      ...writeFields(fields.looks, fields.usualLooks),
    });
    const asked = await readLink(hash, '', fields);
    expect(complaintAbout(asked)).toBeNull();
    expect(asked.settings).toEqual(fields.defaults);
    expect(asked.looks ?? fields.usualLooks).toEqual(fields.usualLooks);
    expect(layouts).toContain(fields.defaults.layout);
    expect(fields.defaults.steps).toBeGreaterThanOrEqual(steps.min);
    expect(fields.defaults.steps).toBeLessThanOrEqual(steps.max);
  });

  it('reads any address, writes what it understood, and reads that alike', async () => {
    const { fields } = await view.world();
    const names = [...fields.settings, ...fields.run, ...fields.looks].flatMap((each) => each.names);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), texts), async (given) => {
        const asked = await readLink(hashOf(view.id, given), '', fields);
        const written = {
          ...writeFields(fields.settings, asked.settings),
          ...writeFields(fields.run, asked.settings),
          ...writeFields(fields.looks, asked.looks ?? fields.usualLooks),
        };
        const again = await readLink(hashOf(view.id, written), '', fields);
        expect(complaintAbout(again)).toBeNull();
        expect(settingsText(fields, again.settings)).toBe(settingsText(fields, asked.settings));
        expect(again.looks ?? fields.usualLooks).toEqual(asked.looks ?? fields.usualLooks);
        const complaint = complaintAbout(asked);
        for (const [name] of asked.reading.refused) expect(complaint).toContain(name);
      }),
      { numRuns: 100 },
    );
  });

  describe('opened by an address', () => {
    const globals = { fetch: globalThis.fetch, Worker: globalThis.Worker };
    beforeAll(startTestWasm);
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    });
    afterEach(() => {
      vi.useRealTimers();
      Object.assign(globalThis, globals);
    });

    it('opens a model, and its address says what is on screen', async () => {
      await view.own?.(); // as its world, it is there before the clock stands still
      const page = fakePage(`#/${view.id}?steps=12&sampler=ddim&nonsense=1`);
      const { getState } = openPage(page.window, views);
      await settled(() => getState().nudge !== null);
      expect(getState().view).toBe(view);
      const { store, world } = getState().nudge!;
      await settled(() => store.getState().model.backend !== null);
      await settled(() => ['done', 'paused', 'idle'].includes(store.getState().run.status));
      await vi.advanceTimersByTimeAsync(1000); // the address follows
      expect(store.getState().error).toBeNull();
      const { settings } = currentPath(store.getState());
      expect(settings).toMatchObject({ steps: 12, sampler: 'ddim' });
      const { hash } = page.window.location;
      expect(hash.startsWith(`#/${view.id}?`)).toBe(true);
      const again = await readLink(hash, '', world.fields);
      expect(settingsText(world.fields, again.settings)).toContain('steps=12');
    });
  });
});

async function settled(check: () => boolean): Promise<void> {
  for (let turns = 0; !check(); turns++) {
    if (turns === 10_000) throw new Error(`settled: it never came that ${check.toString()}`);
    await vi.advanceTimersByTimeAsync(20);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
