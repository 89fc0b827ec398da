// What is made of a mangled address: the same in every view.

import { beforeAll, expect, it, vi } from 'vitest';
import { settingsOf } from '../../src/history/state';
import { openPage } from '../kept/open';
import { views } from '../../src/views/registry';

beforeAll(async () => {
  for (const { world } of views) await Promise.resolve(world()); // what is loaded with a view
});

for (const { id } of views) {
  it(`of ${id} is read as it was meant`, async () => {
    const capital = id[0]!.toUpperCase() + id.slice(1);
    const { nudge } = await openPage(`#/${capital}%3Fscale=3&amp;seed=17).`);
    await vi.waitFor(() => expect(settingsOf(nudge.store.getState()).seed).toBe(17));
    expect(settingsOf(nudge.store.getState()).guidanceScale).toBe(3);
    expect(nudge.store.getState().notice).toBeNull();
  });

  it(`of ${id} has its nonsense named`, async () => {
    const { nudge } = await openPage(`#/${id}?scale=many`);
    await vi.waitFor(() => expect(nudge.store.getState().notice).toContain('scale “many”'));
  });
}

it('of no view that there is has its name named', async () => {
  const { nudge } = await openPage('#/deniose?seed=17');
  await vi.waitFor(() => expect(nudge.store.getState().notice).toContain('view “deniose”'));
  expect(settingsOf(nudge.store.getState()).seed).toBe(17);
});

it('of no view, gone to later, is named, and all stays', async () => {
  const { nudge, page } = await openPage('#/denoise?seed=17');
  await vi.waitFor(() => expect(settingsOf(nudge.store.getState()).seed).toBe(17));
  page.go('#/nowhere');
  await vi.waitFor(() => expect(nudge.store.getState().notice).toContain('view “nowhere”'));
  expect(settingsOf(nudge.store.getState()).seed).toBe(17);
});
