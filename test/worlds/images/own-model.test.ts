// A model of one's own in links and in the store, without a browser.

import { describe, expect, it, vi } from 'vitest';
import { complaintAbout, readLink } from '../../../src/address/link';
import { linkTo } from '../../../src/store/link-to';
import { ownModelId } from '../../../src/terms/own-model';
import { NudgeError } from '../../../src/terms/errors';
import type { LoadAnswers } from '../../../src/terms/load-question';
import type { PackSource } from '../../../src/terms/pack-info';
import type { State } from '../../../src/history/state';
import type { ModelShelf } from '../../../src/worlds/images/own-models';
import { createImages } from '../../../src/worlds/images/world';
import { rest, stopTheClock } from '../../clock';
import { digits, newStore, watched } from '../../store/open-images';
import { Loopback } from '../../worker/loopback';

stopTheClock();

const sha256 = 'ab'.repeat(32);
const files = new Map([['model_index.json', new Blob()]]);
const view = { id: 'denoise', shows: { run: true, looks: false } };

/** Files of a name are a model whose weights are those of that name; what comes with the page is digits. */
function open(
  kept: ReadonlyMap<string, ReadonlyMap<string, Blob>> = new Map(),
  opening: (source: PackSource) => void = () => undefined,
) {
  const opened: string[] = [];
  const keep = vi.fn(() => Promise.resolve());
  const shelf: ModelShelf = { find: async (digest) => kept.get(digest) ?? null, keep };
  const pack = (source: PackSource) => {
    const stub = digits();
    const { size, nullClass = null } = (source.kind === 'files' && source.answers) || {};
    const classEmbeds = { count: 4, nullClass, unsaid: true as const };
    const own = {
      sha256: source.id === 'mine' ? sha256 : 'cd'.repeat(32),
      ...(size && { size }),
      ...(source.id === 'mine' && { classEmbeds }),
    };
    return { ...stub, info: { ...stub.info, id: source.id, ...(source.kind === 'files' ? own : {}) } };
  };
  const world = createImages(undefined, shelf);
  const spawn = () =>
    new Loopback({
      openPack: (source) => {
        opened.push(source.id);
        opening(source);
        return Promise.resolve({ pack: pack(source), reopen: () => Promise.resolve(pack(source)) });
      },
    });
  const nudge = watched(newStore({ world, spawn }));
  const goTo = async (hash: string) => nudge.open(await readLink(hash, '', world.fields));
  const link = async () => (await linkTo(nudge.state(), world, view)).hash;
  return { ...nudge, world, keep, opened, goTo, link };
}

const LINK = `#/denoise?pack=mine&sha256=${sha256}&target=1&scale=3&sampler=ddim&steps=12&seed=9&lanes=pair`;

describe('a link to a model of one’s own', () => {
  it('that is not here starts nothing, and goes on with its run once the model is opened', async () => {
    const { goTo, state, opened, actions, done, path, link } = open();
    await goTo(LINK);
    await vi.waitFor(() => expect(state().model.missing).toEqual({ name: 'mine', sha256 }));
    actions.play();
    actions.setGuidanceScale(2);
    await rest();
    expect(opened).toEqual([]);
    expect(state().run.status).toBe('idle');
    actions.openModel({ kind: 'files', id: 'mine', files }, 'mine');
    await done();
    expect(state().model.missing).toBeNull();
    expect(state().notice).toBeNull();
    expect(path().settings).toMatchObject({ seed: 9, sampler: 'ddim', guidanceScale: 2 });
    expect(await link()).toBe(LINK.replace('scale=3', 'scale=2'));
  });

  it('opens it where it is kept', async () => {
    const { goTo, opened, done, state, keep, link } = open(new Map([[sha256, files]]));
    await goTo(LINK);
    await done();
    expect(opened).toEqual(['mine']);
    expect(state().model.fromFiles).toBe(true);
    expect(keep).toHaveBeenCalledOnce();
    expect(await link()).toBe(LINK);
  });

  it('has the size that was chosen for its pictures, for a model that is kept and for one that is handed over', async () => {
    const sized = LINK.replace('&target', '&size=48&target');
    const kept = open(new Map([[sha256, files]]));
    await kept.goTo(sized);
    await kept.done();
    expect(kept.state().model.pack?.size).toBe(48);
    expect(await kept.link()).toBe(sized);
    await kept.goTo(LINK); // another size is another model
    await vi.waitFor(() => expect(kept.opened).toHaveLength(2));
    const handed = open();
    await handed.goTo(sized);
    await vi.waitFor(() => expect(handed.state().model.missing).toEqual({ name: 'mine', sha256, size: 48 }));
    handed.actions.openModel({ kind: 'files', id: 'mine', files }, 'mine');
    await handed.done();
    expect(await handed.link()).toBe(sized);
  });

  it('has the null class that was chosen, for a model that is kept and for one that is handed over', async () => {
    const classes = LINK.replace('&target', '&nullclass=0&target');
    const nullClassOf = ({ model }: State) => model.pack?.classEmbeds?.nullClass;
    const kept = open(new Map([[sha256, files]]));
    await kept.goTo(classes);
    await kept.done();
    expect(nullClassOf(kept.state())).toBe(0);
    expect(await kept.link()).toBe(classes);
    await kept.goTo(LINK.replace('&target', '&nullclass=none&target')); // another one is another model
    await vi.waitFor(() => expect(nullClassOf(kept.state())).toBeNull());
    await kept.done();
    expect(kept.opened).toHaveLength(2);
    expect(await kept.link()).toBe(LINK); // none is what it is without a word
    const handed = open();
    await handed.goTo(classes);
    await vi.waitFor(() =>
      expect(handed.state().model.missing).toEqual({ name: 'mine', sha256, nullClass: 0 }),
    );
    handed.actions.openModel({ kind: 'files', id: 'mine', files }, 'mine');
    await handed.done();
    expect(await handed.link()).toBe(classes);
    const { origin } = handed.state().model;
    if (origin?.source.kind !== 'files') throw new Error('expected files');
    handed.actions.openModel({ ...origin.source, answers: { nullClass: null } }, 'mine');
    await vi.waitFor(() => expect(nullClassOf(handed.state())).toBeNull());
    await handed.done();
    expect(await handed.link()).toBe(LINK);
  });

  it('asks again where the link chose what there is not, and is called by what is chosen then', async () => {
    const question = { kind: 'null-class', count: 4 } as const;
    const { goTo, link, opened, done, actions, state } = open(new Map([[sha256, files]]), (source) => {
      const chosen = (source.kind === 'files' && source.answers?.nullClass) || 0;
      if (chosen > 3) throw new NudgeError('asks', 'Expected 0 to 3.', '', question);
    });
    await goTo(LINK.replace('&target', '&nullclass=9&target'));
    await vi.waitFor(() => expect(state().error?.question).toEqual(question));
    actions.tryAgain({ nullClass: 3 });
    await done();
    expect(await link()).toBe(LINK.replace('&target', '&nullclass=3&target'));
    actions.setSeed(4); // goes on with the same model
    await done();
    expect(opened).toHaveLength(2);
  });

  it.each(['last', '-1', '1.5', '', '1001'])('names a null class that is nonsense: “%s”', async (text) => {
    const { world } = open();
    const { settings, reading } = await readLink(
      LINK.replace('&target', `&nullclass=${text}&target`),
      '',
      world.fields,
    );
    expect(settings.pack).toBe(ownModelId({ name: 'mine', sha256 }));
    expect(complaintAbout({ reading })).toBe(
      `The link’s nullclass “${text}” makes no sense here; its default is used.`,
    );
  });

  it('asks before it opens, and opens with the answer', async () => {
    const question = { kind: 'size', step: 4, least: 8, most: 256, usual: 32 } as const;
    const heard: (LoadAnswers | undefined)[] = [];
    const { actions, state, done } = open(new Map(), (source) => {
      const answers = source.kind === 'files' ? source.answers : undefined;
      heard.push(answers);
      if (answers === undefined) throw new NudgeError('asks', 'Of what size?', '', question);
    });
    actions.openModel({ kind: 'files', id: 'mine', files }, 'mine');
    await vi.waitFor(() => expect(state().error?.question).toEqual(question));
    expect(state().model.loading).toBeNull();
    actions.tryAgain({ size: 16 });
    await done();
    expect(heard).toEqual([undefined, { size: 16 }]);
    expect(state().error).toBeNull();
    expect(state().model.pack?.size).toBe(16);
  });

  it('leaves what is open as it is, until it is said to go on without', async () => {
    const { goTo, state, done, actions, path } = open();
    await goTo('#/denoise?pack=digits&steps=10');
    await done();
    const before = path();
    await goTo(LINK);
    await vi.waitFor(() => expect(state().model.missing?.name).toBe('mine'));
    expect(path()).toBe(before);
    actions.dismissMissing();
    expect(state().model.missing).toBeNull();
  });

  it('says so where another model is opened in its place', async () => {
    const { goTo, state, done, actions } = open();
    await goTo(LINK);
    await vi.waitFor(() => expect(state().model.missing).not.toBeNull());
    actions.openModel({ kind: 'files', id: 'other', files }, 'other');
    await done();
    expect(state().notice).toContain('The link names the weights of “mine” (sha256 abababab…)');
    expect(state().model.missing).toBeNull();
  });

  it('counts in the place of the one before it, with the moment that it shows', async () => {
    const { goTo, state, settings, path, done, actions } = open();
    await goTo(LINK.replace('seed=9', 'seed=5') + '&t=499');
    await vi.waitFor(() => expect(state().model.missing).not.toBeNull());
    await goTo(LINK);
    expect(settings()).toMatchObject({ seed: 9, steps: 12 });
    await rest();
    actions.openModel({ kind: 'files', id: 'mine', files }, 'mine');
    await done();
    expect(path().steps).toHaveLength(12);
    expect(path().settings.seed).toBe(9);
  });

  it('is not opened again where it is open under another name', async () => {
    const { goTo, done, actions, opened, state } = open();
    await goTo('#/denoise?pack=digits&steps=10');
    await done();
    actions.openModel({ kind: 'files', id: 'mine', files }, 'mine');
    await vi.waitFor(() => expect(state().model.pack?.id).toBe('mine')); // its files are asked for before it is open
    await done();
    await goTo(LINK.replace('pack=mine', 'pack=ours'));
    await done();
    expect(opened).toEqual(['digits', 'mine']);
    actions.setPack('digits');
    await vi.waitFor(() => expect(state().model.pack?.id).toBe('digits'));
    await done();
    actions.setPack(ownModelId({ name: 'mine', sha256 })); // its files are still at hand
    await vi.waitFor(() => expect(opened).toEqual(['digits', 'mine', 'digits', 'mine']));
  });

  it.each([
    ['sha256=12', 'digits', ['sha256', 'pack']],
    ['', 'digits', ['pack']],
  ])('with nonsense for its digest (%s) names what makes none', async (text, pack, refused) => {
    const { world } = open();
    const { settings, reading } = await readLink(`#/denoise?pack=mine&${text}`, '', world.fields);
    expect(settings.pack).toBe(pack);
    expect(reading.refused.map(([name]) => name)).toEqual(refused);
  });
});
