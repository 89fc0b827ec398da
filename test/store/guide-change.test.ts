// Another guide in the middle of a run of a pack that has several.

import { describe, expect, it } from 'vitest';
import { steeringHistory } from '../../src/history/steering-history';
import { steeringMarks } from '../../src/history/steering-marks';
import { linkTo } from '../../src/store/link-to';
import { fitToPack } from '../../src/store/fit-to-pack';
import { GuideChanges } from '../../src/store/guide-change';
import { usualScale, type GuideInfo, type PackInfo } from '../../src/terms/pack-info';
import { meanShift } from '../../src/terms/rule';
import { classTarget, type Target } from '../../src/terms/target';
import { readTarget, targetText, type TargetTexts } from '../../src/terms/target-text';
import { pair, pictureLayouts } from '../../src/worlds/images/layouts';
import { defaultSettings } from '../../src/worlds/images/settings';
import { Loopback, stubPack } from '../worker/loopback';
import { stopTheClock, until } from '../clock';
import { openImages } from './open-images';

stopTheClock();

const slots = [
  { name: 'hair', labels: ['red', 'blue'], captions: ['red hair', 'blue hair'] },
  { name: 'mood', labels: ['happy', 'sad'], captions: ['a happy face', 'a sad face'] },
];
const guide = (id: string, takes: 'prompt' | 'slots', scale: number): GuideInfo => ({
  id,
  title: id,
  targets: [takes],
  slots,
  scale: { ...usualScale, default: scale, max: 40 },
  rule: meanShift,
  parameters: 0,
});
const info: PackInfo = {
  ...stubPack().info,
  id: 'faces',
  guides: [guide('clip', 'prompt', 5), guide('heads', 'slots', 20), guide('clean', 'prompt', 6)],
  examples: ['a sad face | red hair:-1'],
};
const read = (texts: TargetTexts): Target => readTarget(texts)!;
const settings = {
  ...defaultSettings,
  pack: 'faces',
  target: read({ prompt: 'sad | blue hair' }),
  guidanceScale: 5,
};

function open(more: readonly GuideInfo[] = []) {
  const all = [...info.guides, ...more];
  const stub = stubPack();
  const [own] = stub.guides.values();
  const guides = new Map(
    all.map(({ id }) => [
      id,
      {
        evaluate: async (xt: Float32Array<ArrayBuffer>, t: Float32Array, targets: readonly Target[]) => ({
          ...(await own!.evaluate(
            xt,
            t,
            targets.map(() => classTarget(0)),
            null,
          )),
          beliefs: new Float32Array(4 * t.length),
        }),
        dispose: () => {},
      },
    ]),
  );
  const pack = { ...stub, info: { ...info, guides: all }, guides };
  const openPack = () => Promise.resolve({ pack, reopen: () => Promise.resolve(pack) });
  return openImages({ ...settings, steps: 200 }, { spawn: () => new Loopback({ openPack }) });
}

describe('another guide', () => {
  it('is asked for what the prompt named, then keeps its own; scales too', () => {
    const guides = new GuideChanges();
    const heads = guides.to('heads', info, settings)!;
    expect(heads).toEqual({
      changes: { guide: 'heads', target: read({ slots: 'mood=sad,hair=blue' }), guidanceScale: 20 },
      notice: null,
    });
    const now = { ...settings, ...heads.changes, target: read({ slots: 'hair=red' }), guidanceScale: 30 };
    const back = guides.to(null, info, now)!;
    expect(back.changes).toEqual({ guide: null, target: settings.target, guidanceScale: 5 });
    expect(guides.to('heads', info, { ...settings, ...back.changes })!.changes).toEqual({
      guide: 'heads',
      target: read({ slots: 'hair=red' }),
      guidanceScale: 30,
    });
    expect(guides.to('clean', info, settings)!.changes).toEqual({
      guide: 'clean',
      target: settings.target,
      guidanceScale: 6,
    });
    expect(guides.to('clip', info, settings)).toBeNull();
    expect(guides.to('nobody', info, settings)).toBeNull();
  });

  it('says where nothing can be made of what was asked for', () => {
    const heads = new GuideChanges().to('heads', info, { ...settings, target: read({ prompt: 'hello' }) })!;
    expect(heads.changes.target).toEqual(read({ slots: 'any' }));
    expect(heads.notice).toContain('names no value that “heads” knows');
    const from = { ...settings, guide: 'heads', target: read({ slots: 'any' }) };
    expect(new GuideChanges().to(null, info, from)!.notice).toContain('the prompt of “clip” is empty');
  });

  it('acts on the running chain, as one mark and one undo, and stands in the address', async () => {
    const { taken, actions, path, state, world } = open();
    await taken(5);
    actions.setGuide('heads');
    await until(() => path().settings.guide === 'heads');
    const when = path().steps.length;
    await taken(when + 5);
    actions.pause();
    const lanes = path().steps.map(({ lanes: [lane] }) => lane!);
    expect(lanes[0]!.guide).toBeUndefined();
    expect(lanes.at(-1)).toMatchObject({ guide: 'heads', guidanceScale: 20 });
    expect(targetText(lanes.at(-1)!.target)).toBe('slots=hair=blue,mood=sad');
    expect(lanes.findIndex(({ guide: id }) => id === 'heads')).toBeLessThanOrEqual(when + 2);
    expect(steeringMarks(path().steps)).toEqual([
      expect.objectContaining({ guide: { id: 'heads' }, guidanceScale: 20 }),
    ]);
    expect(steeringHistory(path(), settings)).toEqual([expect.objectContaining({ guide: 'heads' })]);
    const { hash } = await linkTo(state(), world, { id: 'denoise', shows: { run: true, looks: false } });
    const fields = new URLSearchParams(hash.split('?')[1]);
    expect([fields.get('guide'), fields.get('slots'), fields.get('pack')]).toEqual([
      'heads',
      'hair=blue,mood=sad',
      'faces',
    ]);
    expect(fields.get('turns')).toContain('(prompt=sad | blue hair)');
    actions.undo();
    await until(() => path().settings.guide === null);
    expect(path().settings).toMatchObject({ target: settings.target, guidanceScale: 5 });
    actions.pause();
  });
});

describe('a guide that is asked alike', () => {
  it('takes over target and scale as they are', async () => {
    const alike = { ...info.guides[0]!, id: 'alike' };
    const { actions, path, taken } = open([alike]);
    await taken(3);
    actions.setGuidanceScale(9);
    actions.setGuide('alike');
    await until(() => path().settings.guide === 'alike');
    expect(path().settings).toMatchObject({ guidanceScale: 9, target: settings.target });
    actions.pause();
  });
});

describe('settings for a pack of several guides', () => {
  const fit = (over: object, usual: Target = classTarget(7)) =>
    fitToPack({ settings: { ...settings, ...over }, open: ['guidanceScale'], retake: null }, info, {
      layout: pair,
      target: usual,
    }).settings;

  it('take the first guide that the target fits, with its scale', () => {
    expect(fit({ target: read({ slots: 'hair=red' }) })).toMatchObject({ guide: 'heads', guidanceScale: 20 });
    expect(fit({})).toMatchObject({ guide: null, guidanceScale: 5 });
  });

  it('begin with the pack’s example where they ask for something else', () => {
    expect(fit({ target: classTarget(7) }).target).toEqual(read({ prompt: 'a sad face | red hair:-1' }));
  });

  it('begin with what the world begins with where the model takes it', () => {
    const usual = read({ prompt: 'blue hair' });
    expect(fit({ target: classTarget(7) }, usual).target).toEqual(usual);
    expect(fit({}, usual).target).toEqual(settings.target);
  });
});

describe('a lane for each guide', () => {
  const layout = pictureLayouts.find(({ id }) => id === 'guides')!;

  it('takes one run by every guide, stands in the address, and is steered as one', async () => {
    const { taken, actions, path, state, world } = open();
    actions.setLayout(layout);
    await taken(5);
    expect(path().steps[0]!.lanes.map(({ guide: id, guidanceScale }) => [id, guidanceScale])).toEqual([
      ['clip', 5],
      ['heads', 20],
      ['clean', 6],
      ['clip', 0],
    ]);
    actions.setTarget(read({ prompt: 'red hair' }));
    const when = path().steps.length;
    await taken(when + 5);
    actions.pause();
    expect(
      path()
        .steps.at(-1)!
        .lanes.map(({ target }) => targetText(target)),
    ).toEqual(['prompt=red hair', 'slots=hair=red', 'prompt=red hair', 'prompt=red hair']);
    expect(steeringMarks(path().steps)).toHaveLength(1);
    expect(steeringHistory(path(), settings)).toHaveLength(1);
    const { hash } = await linkTo(state(), world, { id: 'denoise', shows: { run: true, looks: false } });
    expect(new URLSearchParams(hash.split('?')[1]).get('lanes')).toBe('guides');
  });

  it('marks a change that only another lane than the first one feels', async () => {
    const { taken, actions, path } = open();
    actions.setLayout(layout);
    actions.setGuide('heads');
    await until(() => path().settings.guide === 'heads');
    const begun = path().steps.length;
    await taken(begun + 3);
    actions.setGuidanceScale(31);
    const when = path().steps.length;
    await taken(when + 5);
    actions.pause();
    expect(
      path()
        .steps.at(-1)!
        .lanes.map(({ guidanceScale }) => guidanceScale),
    ).toEqual([5, 31, 6, 0]);
    expect(steeringMarks(path().steps).at(-1)).toMatchObject({ guidanceScale: 31 });
  });

  it('is none of a pack with one guide, and a link that asks for it is told so', () => {
    const one = { ...info, guides: info.guides.slice(0, 1) };
    const asked = { settings: { ...settings, layout }, open: [], retake: null };
    expect(fitToPack(asked, one, { ...settings, layout: pair })).toMatchObject({
      settings: { layout: pair },
      refused: [['lanes', 'guides']],
    });
    expect(fitToPack(asked, info, { ...settings, layout: pair })).toMatchObject({
      settings: { layout },
      refused: [],
    });
  });
});
