// The run of a link, taken again step by step, and a finished run that is looked at in its middle.

import { expect, it } from 'vitest';
import { readLink } from '../../src/address/link';
import { isComplete } from '../../src/history/path';
import { linkTo } from '../../src/store/link-to';
import { images } from '../../src/worlds/images/world';
import { views } from '../../src/views/registry';
import { rest, stopTheClock } from '../clock';
import { asked, newStore, openImages, watched } from './open-images';

stopTheClock();

async function followed(hash: string) {
  const nudge = watched(newStore());
  nudge.open(await readLink(hash, '', images.fields));
  return nudge;
}

it('a run of a link that is taken step by step rests at its newest picture, and does not jump back', async () => {
  const { timesteps } = await (async () => {
    const { done, path } = openImages({ steps: 20 });
    await done();
    return path();
  })();
  const hash = `#/denoise?target=1&steps=20&seed=3&t=${timesteps[3]}&to=${timesteps[8]}`;
  const { taken, actions, path, state } = await followed(hash);
  await taken(1);
  actions.pause();
  await rest();
  while (path().replay !== null) {
    actions.step();
    await rest();
  }
  expect(path().steps).toHaveLength(9);
  expect(state().history.cursor).toBeNull();
});

it('the link of a finished run that is looked at in its middle gives all of the run, and that picture', async () => {
  const a = watched(newStore());
  a.open(asked({ steps: 10 }));
  await a.done();
  a.actions.scrub(4);
  await rest();
  const { hash } = await linkTo(a.state(), images, views[0]!);
  const b = await followed(hash);
  await rest();
  expect(b.state().history.cursor).toBe(4);
  expect(isComplete(b.path())).toBe(true);
  expect(b.path().tip?.xt).toEqual(a.path().tip?.xt);
});
