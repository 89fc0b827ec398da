// A link in a fresh profile: the same worker takes the same steps, steered at the same ones, and rests at the same
// picture.

import { describe, expect, it } from 'vitest';
import { isComplete } from '../../src/history/path';
import { steeringHistory } from '../../src/history/steering-history';
import { currentPath, shownStep, type State } from '../../src/history/state';
import { RUN_FORMAT } from '../../src/terms/run-file';
import { complaintAbout, LONGEST_ADDRESS, readLink } from '../../src/address/link';
import { linkTo } from '../../src/store/link-to';
import { classOf, classTarget } from '../../src/terms/target';
import { views } from '../../src/views/registry';
import { images } from '../../src/worlds/images/world';
import { asked, newStore, watched } from './open-images';
import { rest, stopTheClock, until } from '../clock';

stopTheClock();

function fresh() {
  const watching = watched(newStore());
  const openLink = async (hash: string) => {
    const read = await readLink(hash, '', images.fields);
    watching.open(read);
    return complaintAbout(read);
  };
  return { ...watching, openLink };
}

const denoise = views[0]!;
const linkOf = (state: State, unlimited = false) => linkTo(state, images, denoise, unlimited);
const link = async (state: State) => (await linkOf(state)).hash;
const uses = (state: State) =>
  currentPath(state).steps.map(({ lanes, settings }) => [lanes, settings.sampler]);
const pixels = (state: State) => currentPath(state).steps.map(({ xt }) => xt);

describe('a link', () => {
  it('restores a run that was steered, paused and scrubbed back', async () => {
    const a = fresh();
    a.open(asked({ steps: 200 }));
    await a.taken(5);
    a.actions.setTarget(classTarget(0));
    await a.taken(9);
    a.actions.setGuidanceScale(9.5);
    await a.taken(14);
    a.actions.pause();
    await rest();
    a.actions.scrub(7);
    const hash = await link(a.state());
    const b = fresh();
    await b.openLink(hash);
    await until(() => b.state().history.cursor === 7);
    expect(b.state().run.status).toBe('paused');
    expect(b.path().replay).toBeNull();
    expect(uses(b.state())).toEqual(uses(a.state()));
    expect(pixels(b.state())).toEqual(pixels(a.state()));
    expect(b.path().tip?.xt).toEqual(a.path().tip?.xt);
    expect(shownStep(b.state())).toEqual(shownStep(a.state()));
    expect(b.settings()).toEqual(a.settings());
    expect(await link(b.state())).toBe(hash);
    // both go on alike
    for (const one of [a, b]) {
      one.actions.scrub(null);
      one.actions.play();
    }
    await until(() => isComplete(a.path()));
    await until(() => isComplete(b.path()));
    expect(uses(b.state())).toEqual(uses(a.state()));
    expect(b.path().tip?.xt).toEqual(a.path().tip?.xt);
  });

  it('restores branches with another seed and sampler as one list', async () => {
    const a = fresh();
    a.open(asked());
    await until(() => a.state().run.status === 'done');
    a.actions.scrub(6);
    a.actions.branch({ seed: 5, target: classTarget(0) });
    a.actions.play();
    await until(() => a.state().run.status === 'done');
    a.actions.scrub(12);
    a.actions.branch({ sampler: 'ddim' });
    a.actions.play();
    await until(() => a.state().run.status === 'done');
    const hash = await link(a.state());
    expect(hash).toContain('turns=0y1z42ddpm_6y0z5_12ddim');
    const b = fresh();
    await b.openLink(hash);
    await until(() => b.state().run.status === 'done');
    expect(pixels(b.state())).toEqual(pixels(a.state()));
    expect(b.path().tip?.xt).toEqual(a.path().tip?.xt);
    expect(b.settings()).toEqual(a.settings());
  });

  it('made while it plays plays on, with the steering that has not been heard yet', async () => {
    const a = fresh();
    a.open(asked({ steps: 200 }));
    await a.taken(5);
    a.actions.setTarget(classTarget(0));
    const hash = await link(a.state());
    expect(hash).not.toContain('&t=');
    const when = a.path().steps.length;
    const b = fresh();
    await b.openLink(hash);
    await b.taken(when + 5);
    expect(b.state().run.status).toBe('playing');
    expect(
      b
        .path()
        .steps.map(({ lanes }) => classOf(lanes[0]!.target))
        .indexOf(0),
    ).toBe(when);
    await until(() => b.state().run.status === 'done');
  });

  it('is left at the first steering, pauses, and can be undone', async () => {
    const b = fresh();
    await b.openLink('#/denoise?target=0&scale=4&steps=200&turns=0y1_10y0_150y1&t=9');
    await b.taken(12);
    b.actions.pause();
    const paused = b.path().steps.length;
    await rest();
    expect(b.path().steps.length - paused).toBeLessThanOrEqual(1);
    b.actions.play();
    await b.taken(20);
    b.actions.setGuidanceScale(2);
    await until(() => b.state().run.status === 'done');
    expect(b.path().replay).toBeNull();
    expect(b.path().steps.at(-1)?.lanes[0]).toMatchObject({ target: classTarget(0), guidanceScale: 2 });
    expect(b.state().history.past).toHaveLength(2);
  });

  it('with turns toward a class that is not there leaves them out and says so', async () => {
    const b = fresh();
    await b.openLink('#/denoise?target=0&steps=20&turns=0y1_10y7');
    await until(() => b.state().run.status === 'done');
    expect(b.state().notice).toContain('turns “10y7” asks for what this model has not');
  });

  it('is blamed for nothing that it does not say', async () => {
    const { openLink, state } = fresh();
    await openLink('#/denoise?steps=20'); // the default target is none of this model's two
    await until(() => state().run.status === 'done');
    expect(currentPath(state()).settings.target).toEqual(classTarget(0));
    expect(state().notice).toBeNull();
  });
});

describe('a long history', () => {
  async function dragged(steps: number, every: number) {
    const a = fresh();
    await a.openLink(
      `#/denoise?target=0&steps=1000&turns=${Array.from({ length: steps }, (_, i) => `${i * every}s${Math.abs(Math.round(160 * Math.sin(i * i))) / 10}`).join('_')}`,
    );
    await until(() => a.state().run.status === 'done');
    return a;
  }

  it('is packed, and reads back', async () => {
    const a = await dragged(200, 2);
    const { hash, leftOut } = await linkOf(a.state());
    expect(hash).toContain('turns=.');
    expect(hash.length).toBeLessThan(LONGEST_ADDRESS);
    expect(leftOut).toEqual([]);
    const read = await readLink(hash, '', images.fields);
    expect(complaintAbout(read)).toBeNull();
    expect(read.retake?.steering).toEqual(steeringHistory(a.path()));
  });

  it('that is too long is left out, said so, and kept by a file', async () => {
    const a = await dragged(1000, 1);
    const { hash, leftOut } = await linkOf(a.state());
    expect(leftOut).toEqual(['turns']);
    expect(hash).toContain('without=turns');
    expect(hash.length).toBeLessThan(LONGEST_ADDRESS);
    expect(complaintAbout(await readLink(hash, '', images.fields))).toContain('too long');
    const { hash: whole } = await linkOf(a.state(), true);
    const b = fresh();
    b.open(asked());
    await until(() => b.path().steps.length > 2);
    b.actions.openRun(new Blob([JSON.stringify({ format: RUN_FORMAT, version: 1, address: whole })]));
    await until(() => b.path().timesteps.length === 1000 && isComplete(b.path()));
    expect(b.path().tip?.xt).toEqual(a.path().tip?.xt);
  });

  it('that is nonsense or a bomb falls to none, and is named', async () => {
    const { deflateSync } = await import('fflate');
    const bomb = btoa(
      String.fromCharCode(...deflateSync(new Uint8Array(30_000_000), { level: 9 }).subarray(0, 40_000)),
    );
    for (const turns of ['.AAAA', '.%%%', 'y7', `.${bomb.replaceAll('+', '-').replaceAll('/', '_')}`]) {
      const hash = `#/denoise?turns=${encodeURIComponent(turns)}&target=2`;
      const read = await readLink(hash, '', images.fields);
      expect(read.settings.target).toEqual(classTarget(2));
      expect(read.retake).toBeNull();
      expect(complaintAbout(read)).toMatch(
        /^The link’s turns “.*” makes no sense here; its default is used\.$/,
      );
    }
  });
});

describe('a file that is no saved run', () => {
  it.each([
    ['no JSON', 'not JSON'],
    ['{}', 'no saved run'],
    ['[1]', 'no saved run'],
    ['null', 'no saved run'],
    ['{"format":"nudge-run","version":2}', 'newer Nudge'],
    ['{"format":"nudge-run","version":1,"address":null}', 'command line'],
  ])('%s: one sentence, and nothing is lost', async (text, sentence) => {
    const a = fresh();
    a.open(asked());
    await until(() => a.state().run.status === 'done');
    const before = a.path();
    a.actions.openRun(new Blob([text]));
    await until(() => a.state().error !== null);
    expect(a.state().error?.message).toContain(sentence);
    expect(a.path()).toBe(before);
  });
});
