// Addresses as mail, chats and people hand them on.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../src/address/link';
import { meantHash } from '../../src/address/meant';

describe('an address', () => {
  it.each([
    ['as it was made', '#/denoise?target=3&scale=4', '#/denoise?target=3&scale=4'],
    ['with the sign of HTML', '#/denoise?target=3&amp;scale=4', '#/denoise?target=3&scale=4'],
    ['that was escaped twice', '#/denoise?target=3&amp;amp;scale=4', '#/denoise?target=3&scale=4'],
    ['with the number of a sign', '#/denoise?target=3&#38;scale=4', '#/denoise?target=3&scale=4'],
    ['with an encoded question mark', '#/denoise%3Ftarget=3&scale=4', '#/denoise?target=3&scale=4'],
    ['that was encoded whole', '#/plane%3Fseed%3D3%26scale%3D4', '#/plane?seed=3&scale=4'],
    ['with an encoded slash', '#%2Fplane%3Fseed%3D3', '#/plane?seed=3'],
    ['in capitals', '#/Denoise?target=3', '#/denoise?target=3'],
    ['in large capitals', '#/NOISE', '#/noise'],
    ['without its slash', '#noise?level=4', '#/noise?level=4'],
    ['with one slash more', '#/noise/?level=4', '#/noise?level=4'],
    ['before a full stop', '#/noise?level=400.', '#/noise?level=400'],
    ['in brackets', '#/noise?level=400)', '#/noise?level=400'],
    ['in brackets, before a full stop', '#/noise?level=400).', '#/noise?level=400'],
    ['in square brackets', '#/noise?level=400]', '#/noise?level=400'],
    ['in angle brackets', '#/noise?level=400%3E', '#/noise?level=400'],
    ['in quotation marks', '#/noise?level=400%22', '#/noise?level=400'],
    ['in curly quotation marks', '#/noise?level=400%E2%80%9D,', '#/noise?level=400'],
    ['of a view, before a full stop', '#/noise.', '#/noise'],
    ['of a view, in brackets', '#/noise)', '#/noise'],
    ['of steerings that end with a point', '#/denoise?turns=0g.', '#/denoise?turns=0g.'],
    ['of steerings before a full stop', '#/denoise?turns=0y3_4s2.', '#/denoise?turns=0y3_4s2'],
    ['of packed steerings before a full stop', '#/denoise?turns=.abg9.', '#/denoise?turns=.abg9'],
    ['of nothing', '', '#/'],
    ['of nothing more', '#', '#/'],
    ['with a broken escape', '#/%E0%A4%A', '#/e0a4a'],
  ])('%s is read as it was meant: %s', (_, hash, meant) => {
    expect(meantHash(hash)).toBe(meant);
  });

  it('that was made here is left alone, whatever it says', () => {
    const name = fc.stringMatching(/^[a-z]{1,9}$/);
    const text = fc
      .oneof(fc.string(), fc.constantFrom('0(length=12)', '5g.', 'a&amp;b', 'what?', '%3F'))
      .map((said) => `${said}0`);
    fc.assert(
      fc.property(name, fc.dictionary(name, text), (view, texts) => {
        const hash = hashOf(view, texts);
        expect(meantHash(hash)).toBe(hash);
      }),
    );
  });

  it('that is anything at all is read, and read as the same again', () => {
    fc.assert(
      fc.property(fc.string(), (hash) => {
        expect(meantHash(hash)).toMatch(/^#\/[\w-]*(\?|$)/);
      }),
    );
  });
});
