// Whose a key is: by what has the focus, and by how it was reached.

import { describe, expect, it } from 'vitest';
import { whoseKey, type Focus } from '../../src/app/keyboard';

const PLAYS = [' ', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown'];
const LETTERS = ['5', 'b', 'g', 'r', '[', '?', 'z'];

describe('a key', () => {
  it.each(['text', 'dialog'] as const)('in a %s is never the page’s', (focus) => {
    for (const key of [...PLAYS, ...LETTERS]) {
      for (const clicked of [true, false]) expect(whoseKey(focus, clicked, key)).toBe('control');
    }
  });

  it.each(['page', 'canvas', 'slider', 'choice', 'button'] as const)(
    'that is a letter is the page’s on a %s',
    (focus) => {
      for (const key of LETTERS) expect(whoseKey(focus, false, key)).toBe('free');
    },
  );

  it.each<[Focus, readonly string[]]>([
    ['button', [' ', 'Enter']],
    ['choice', [' ', 'Enter', 'ArrowLeft', 'ArrowUp']],
    ['slider', ['ArrowRight', 'ArrowDown', 'PageUp', 'PageDown']],
  ])('of a %s is its own where it was reached by Tab, and not where it was clicked', (focus, own) => {
    for (const key of own) {
      expect(whoseKey(focus, false, key)).toBe('control');
      expect(whoseKey(focus, true, key)).toBe('page');
    }
  });

  it('that a control does not use plays the run', () => {
    expect(whoseKey('button', false, 'ArrowRight')).toBe('free');
    expect(whoseKey('button', false, 'PageDown')).toBe('free');
    expect(whoseKey('choice', false, 'PageDown')).toBe('free');
    expect(whoseKey('slider', false, ' ')).toBe('free');
  });

  it('of a drawing surface is its own also where it was clicked', () => {
    expect(whoseKey('canvas', true, 'ArrowUp')).toBe('control');
    expect(whoseKey('canvas', true, 'z')).toBe('free');
  });
});
