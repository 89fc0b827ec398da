// Keys as browsers report them on the keyboards of the world.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandOf, type KeyPress } from '../../../src/views/run/key-command';

type With = 'Shift' | 'Ctrl' | 'Alt' | 'Meta' | 'AltGr' | 'repeat' | 'composing';

function press(key: string, code: string, ...held: readonly With[]): KeyPress {
  return {
    key,
    code,
    shiftKey: held.includes('Shift'),
    ctrlKey: held.includes('Ctrl'),
    altKey: held.includes('Alt'),
    metaKey: held.includes('Meta'),
    repeat: held.includes('repeat'),
    isComposing: held.includes('composing'),
    getModifierState: (name) => name === 'AltGraph' && held.includes('AltGr'),
  };
}

const asked = (...of: Parameters<typeof press>): string | null => {
  const command = commandOf(press(...of));
  if (command === null) return null;
  return command.name === 'class' ? `class ${command.index}` : command.name;
};

// on Windows AltGr is reported as Ctrl and Alt, too
const ALT_GR = ['AltGr', 'Ctrl', 'Alt'] as const;

const keyboards: readonly (readonly [
  layout: string,
  wanted: string | null,
  key: string,
  code: string,
  ...held: With[],
])[] = [
  ['any', 'play', ' ', 'Space'],
  ['any', 'play-back', ' ', 'Space', 'Shift'],
  ['any', 'forth', 'ArrowRight', 'ArrowRight'],
  ['any', 'back', 'ArrowLeft', 'ArrowLeft'],
  ['any', 'class 4', '4', 'Numpad4'],
  ['any, no number lock', 'back', 'ArrowLeft', 'Numpad4'],
  ['any, no number lock', null, 'Home', 'Numpad7'],
  ['US', 'restart', 'r', 'KeyR'],
  ['US', 'restart', 'R', 'KeyR', 'Shift'],
  ['US', 'branch', 'b', 'KeyB'],
  ['US', 'ghost', 'g', 'KeyG'],
  ['US', 'class 7', '7', 'Digit7'],
  ['US', null, '&', 'Digit7', 'Shift'],
  ['US', 'less', '[', 'BracketLeft'],
  ['US', 'more', ']', 'BracketRight'],
  ['US', 'help', '?', 'Slash', 'Shift'],
  ['US', null, '/', 'Slash'],
  ['US', 'undo', 'z', 'KeyZ', 'Ctrl'],
  ['US', 'redo', 'Z', 'KeyZ', 'Ctrl', 'Shift'],
  ['US, Mac', 'undo', 'z', 'KeyZ', 'Meta'],
  ['US, Mac', 'redo', 'z', 'KeyZ', 'Meta', 'Shift'],
  ['UK', null, '#', 'Backslash'],
  ['German', 'less', '[', 'Digit8', ...ALT_GR],
  ['German, Linux', 'more', ']', 'Digit9', 'AltGr'],
  ['German, Mac', 'less', '[', 'Digit5', 'Alt'],
  ['German', 'help', '?', 'Minus', 'Shift'],
  ['German', null, 'ü', 'BracketLeft'],
  ['German', null, '-', 'Slash'],
  ['German', null, '_', 'Slash', 'Shift'],
  ['German', 'undo', 'z', 'KeyY', 'Ctrl'],
  ['German', null, 'y', 'KeyZ', 'Ctrl'],
  ['Swiss', null, 'è', 'BracketLeft'],
  ['Swiss', 'less', '[', 'BracketLeft', ...ALT_GR],
  ['French', 'class 1', '&', 'Digit1'],
  ['French', 'class 2', 'é', 'Digit2'],
  ['French', 'class 5', '(', 'Digit5'],
  ['French', 'class 8', '_', 'Digit8'],
  ['French', 'class 0', 'à', 'Digit0'],
  ['French', 'class 3', '3', 'Digit3', 'Shift'],
  ['French', 'less', '[', 'Digit5', ...ALT_GR],
  ['French, Mac', 'less', '[', 'Digit5', 'Alt', 'Shift'],
  ['French', 'help', '?', 'KeyM', 'Shift'],
  ['French', 'undo', 'z', 'KeyW', 'Ctrl'],
  ['French', null, 'w', 'KeyZ', 'Ctrl'],
  ['Bépo', 'play-back', '\u00a0', 'Space', 'Shift'],
  ['Bépo', 'restart', 'r', 'KeyL'],
  ['Bépo', 'class 1', '"', 'Digit1'],
  ['Czech', 'class 2', 'ě', 'Digit2'],
  ['Czech', 'class 2', '2', 'Digit2', 'Shift'],
  ['Lithuanian', 'class 1', 'ą', 'Digit1'],
  ['Turkish', null, 'ğ', 'BracketLeft'],
  ['Turkish', 'less', '[', 'Digit8', ...ALT_GR],
  ['Spanish', null, 'Dead', 'BracketLeft'],
  ['Spanish', 'help', '?', 'Minus', 'Shift'],
  ['Dvorak', 'restart', 'r', 'KeyO'],
  ['Dvorak', null, 'p', 'KeyR'],
  ['Dvorak', 'less', '[', 'Minus'],
  ['Programmer Dvorak', 'less', '[', 'Digit2'],
  ['Programmer Dvorak', 'class 1', '&', 'Digit1'],
  ['Russian', 'restart', 'к', 'KeyR'],
  ['Russian', 'restart', 'К', 'KeyR', 'Shift'],
  ['Russian', 'branch', 'и', 'KeyB'],
  ['Russian', 'ghost', 'п', 'KeyG'],
  ['Russian', 'less', 'х', 'BracketLeft'],
  ['Russian', 'more', 'ъ', 'BracketRight'],
  ['Russian', 'help', '?', 'Digit7', 'Shift'],
  ['Russian', 'undo', 'я', 'KeyZ', 'Ctrl'],
  ['Russian', 'redo', 'Я', 'KeyZ', 'Ctrl', 'Shift'],
  ['Russian', null, 'к', 'KeyR', 'Ctrl'],
  ['Greek', 'restart', 'ρ', 'KeyR'],
  ['Greek', 'branch', 'β', 'KeyB'],
  ['Greek', 'undo', 'ζ', 'KeyZ', 'Ctrl'],
  ['Hebrew', 'restart', 'ר', 'KeyR'],
  ['Hebrew', 'more', ']', 'BracketLeft'],
  ['Arabic', 'restart', 'ق', 'KeyR'],
  ['Arabic', 'branch', 'لا', 'KeyB'],
  ['Arabic', 'class 3', '٣', 'Digit3'],
  ['Arabic', 'undo', 'ئ', 'KeyZ', 'Ctrl'],
  ['Hindi', 'ghost', 'ु', 'KeyG'],
  ['Thai', 'restart', 'พ', 'KeyR'],
  ['Thai', 'branch', 'ิ', 'KeyB'],
  ['Thai', 'class 1', 'ๅ', 'Digit1'],
  ['Thai', 'help', 'ฦ', 'Slash', 'Shift'],
  ['Korean', 'restart', 'ㄱ', 'KeyR'],
  ['Korean', 'branch', 'Process', 'KeyB'],
  ['Japanese', 'less', '[', 'BracketRight'],
  ['Japanese', 'restart', 'す', 'KeyR'],
];

describe('a key', () => {
  for (const [layout, wanted, key, code, ...held] of keyboards) {
    const combined = [...held, key].join(' ');
    it(`on a keyboard of kind ${layout} asks for ${wanted ?? 'nothing'}: ${combined} at ${code}`, () => {
      expect(asked(key, code, ...held)).toBe(wanted);
    });
  }
});

describe('what is the browser’s', () => {
  const own: readonly (readonly [key: string, code: string, ...held: With[]])[] = [
    ['r', 'KeyR', 'Ctrl'],
    ['R', 'KeyR', 'Ctrl', 'Shift'],
    ['r', 'KeyR', 'Meta'],
    ['g', 'KeyG', 'Ctrl'],
    ['b', 'KeyB', 'Alt'],
    ['1', 'Digit1', 'Alt'],
    ['1', 'Digit1', 'Ctrl'],
    ['&', 'Digit1', 'Alt'],
    ['[', 'BracketLeft', 'Meta'],
    ['[', 'BracketLeft', 'Alt'],
    ['[', 'BracketLeft', 'Ctrl'],
    ['ArrowLeft', 'ArrowLeft', 'Alt'],
    ['ArrowLeft', 'ArrowLeft', 'Meta'],
    ['ArrowRight', 'ArrowRight', 'Ctrl'],
    [' ', 'Space', 'Alt'],
    [' ', 'Space', 'Ctrl'],
    ['z', 'KeyZ', 'Ctrl', 'Alt'],
    ['¶', 'KeyR', 'AltGr'],
  ];
  for (const [key, code, ...held] of own) {
    it(`is left to it: ${[...held, key].join(' ')} at ${code}`, () => {
      expect(asked(key, code, ...held)).toBeNull();
    });
  }

  it('is left to it whatever the key, but for undo and redo', () => {
    const modifiers = fc.subarray(['Ctrl', 'Meta', 'Alt', 'Shift'] as const);
    fc.assert(
      fc.property(
        fc.constantFrom('r', 'b', 'g', '0', '7', ' ', 'z', 'х'),
        fc.constantFrom('KeyR', 'KeyB', 'Digit1'),
        modifiers,
        (...of) => {
          const [key, code, held] = of;
          fc.pre(held.includes('Ctrl') || held.includes('Meta') || held.includes('Alt'));
          expect(asked(key, code, ...held) ?? 'undo').toMatch(/^(un|re)do$/);
        },
      ),
    );
  });
});

describe('a text that is composed', () => {
  it('is left alone', () => {
    expect(asked('r', 'KeyR', 'composing')).toBeNull();
    expect(asked(' ', 'Space', 'composing')).toBeNull();
  });
});

describe('a key that is held down', () => {
  const held = (key: string, code: string, ...more: With[]) =>
    commandOf(press(key, code, 'repeat', ...more))?.held;

  it('goes on where it takes something further', () => {
    expect(held('ArrowLeft', 'ArrowLeft')).toBe(false);
    expect(held(']', 'BracketRight')).toBe(false);
    expect(held('z', 'KeyZ', 'Ctrl')).toBe(false);
  });

  it.each([
    ['r', 'KeyR'],
    ['b', 'KeyB'],
    ['g', 'KeyG'],
    [' ', 'Space'],
    ['3', 'Digit3'],
    ['?', 'Slash'],
  ])('asks once for %s', (key, code) => {
    expect(held(key, code)).toBe(true);
    expect(commandOf(press(key, code))?.held).toBe(false);
  });
});
