// What an address asks for against the model that opens: what that has not is named, and nothing else.

import { describe, expect, it } from 'vitest';
import { readLink } from '../../src/address/link';
import { fitToPack } from '../../src/store/fit-to-pack';
import { usualScale } from '../../src/terms/pack-info';
import { classTarget } from '../../src/terms/target';
import { defaultSettings } from '../../src/worlds/images/settings';
import { images } from '../../src/worlds/images/world';
import { rest, stopTheClock } from '../clock';
import { digits, newStore, watched } from './open-images';

stopTheClock();

const { info } = digits();
const settings = { ...defaultSettings, target: classTarget(1) };
const fit = (guidanceScale: number, pack = info) =>
  fitToPack({ settings: { ...settings, guidanceScale }, open: [], retake: null }, pack, defaultSettings);

describe('a scale', () => {
  it.each([usualScale.min, usualScale.max])('of %d, at an end of the model’s, stays', (scale) => {
    expect(fit(scale)).toMatchObject({ settings: { guidanceScale: scale }, refused: [] });
  });

  it('beyond what the model takes is named, and the model’s own is taken', () => {
    expect(fit(usualScale.max + 1)).toMatchObject({
      settings: { guidanceScale: info.guides[0]!.scale.default },
      refused: [['scale', `${usualScale.max + 1}`]],
    });
  });

  it('of a model that nothing guides stays, in a turn too', () => {
    const steering = [{ at: 3, guidanceScale: 50, target: classTarget(7) }];
    const retake = { steering, shown: null, newest: null, focus: null };
    const asked = { settings: { ...settings, guidanceScale: 40 }, open: [], retake };
    const fitted = fitToPack(asked, { ...info, guides: [] }, defaultSettings);
    expect(fitted).toEqual({
      settings: { ...asked.settings, guide: null },
      retake,
      refused: [],
      leftOut: '',
    });
  });
});

describe('what is said of a link', () => {
  async function said(hash: string) {
    const nudge = watched(newStore());
    nudge.open(await readLink(hash, '', images.fields));
    await rest();
    return nudge.state().notice;
  }

  it('that asks for lanes which the model has not names those alone', async () => {
    expect(await said('#/denoise?target=1&steps=10&lanes=guides')).toBe(
      'The link’s lanes “guides” makes no sense here; its default is used.',
    );
  });

  it('that turns to what the model has not names that turn alone', async () => {
    expect(await said('#/denoise?target=1&steps=10&turns=2y0_4y7')).toBe(
      'The link’s turns “4y7” asks for what this model has not, and is left out.',
    );
  });
});
