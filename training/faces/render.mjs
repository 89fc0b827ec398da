// Renders faces by seed: DiceBear's pixel-art (CC0 1.0) at its native 16x16, with attributes that we draw and name.
//
//   node faces/render.mjs --first 0 --count 100000 --without-held-out --out train.bin
//
// Writes a record a face: 768 bytes of RGB, row by row, then the index of each attribute's value in attributes.json.
// Skin, eyes, jewellery and the cut of everything come from the same seed and are not named.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createAvatar } from '@dicebear/core';
import * as pixelArt from '@dicebear/pixel-art';
import { Resvg } from '@resvg/resvg-js';

const { attributes, heldOut } = JSON.parse(readFileSync(new URL('attributes.json', import.meta.url), 'utf8'));
const VISIBLE = 8; // pixels of hair that must be seen, or its colour would not be true of the picture
const JITTER = 10; // how far a colour strays from its name, of 255, in each channel
const variants = pixelArt.schema.properties;

/** Uniform numbers in [0, 1) from a 32-bit seed (mulberry32). */
function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An index drawn in proportion to `weights`. */
function draw(weights, random) {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => (left -= weight) < 0);
  return index < 0 ? weights.length - 1 : index;
}

const pick = (list, random) => list[Math.floor(random() * list.length)];

/** The named colour, a little off, as hex digits. */
function shade(hex, random) {
  return [0, 2, 4]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) + Math.round((2 * random() - 1) * JITTER))
    .map((value) => Math.min(255, Math.max(0, value)).toString(16).padStart(2, '0'))
    .join('');
}

/** DiceBear's options for a face of these values: { hair: "blue", hat: "no hat", ... }. */
function optionsOf(values, random) {
  const colour = (name) => {
    const { values: names, colours } = attributes.find((attribute) => attribute.name === name);
    return [shade(colours[names.indexOf(values[name])], random)];
  };
  const starting = (part, start) => variants[part].default.filter((name) => name.startsWith(start));
  return {
    hair: [pick(starting('hair', values.length), random)],
    hairColor: colour('hair'),
    clothingColor: colour('shirt'),
    backgroundColor: colour('ground'),
    glasses: starting('glasses', values.glasses === 'dark glasses' ? 'dark' : 'light'),
    glassesColor: values.glasses === 'dark glasses' ? ['191919', '323232'] : ['43677d', '5f705c', 'a04b5d'],
    glassesProbability: values.glasses === 'no glasses' ? 0 : 100,
    hat: [pick(variants.hat.default, random)],
    hatProbability: values.hat === 'hat' ? 100 : 0,
    beardProbability: values.beard === 'beard' ? 100 : 0,
    mouth: starting('mouth', values.mood),
    mouthColor: ['e35d6a', 'de0f0d', '8f1d2c'],
  };
}

/** RGBA bytes of a 16x16 face. */
function render(seed, options) {
  const svg = createAvatar(pixelArt, { seed: String(seed), ...options }).toString();
  return new Resvg(svg, { fitTo: { mode: 'width', value: 16 }, font: { loadSystemFonts: false } }).render().pixels;
}

const hairPixels = new Map();

/** Pixels of the hair that are seen, under a hat if there is one, found by colouring the hair twice. */
function visibleHair(options) {
  const key = `${options.hair[0]} ${options.hatProbability > 0 ? options.hat[0] : 'no hat'}`;
  if (!hairPixels.has(key)) {
    const plain = { ...options, beardProbability: 0 };
    const [a, b] = ['ff00ff', '00ff00'].map((colour) => render(0, { ...plain, hairColor: [colour] }));
    let count = 0;
    for (let at = 0; at < a.length; at += 4) count += Number(a[at] !== b[at]);
    hairPixels.set(key, count);
  }
  return hairPixels.get(key);
}

const isHeldOut = (values) =>
  heldOut.some((pair) => Object.entries(pair).every(([name, value]) => values[name] === value));

/** A face of this seed: its pixels and the indices of its values. */
function face(seed, withoutHeldOut) {
  const random = uniform(seed);
  for (;;) {
    const indices = attributes.map(({ values, weights }) => draw(weights ?? values.map(() => 1), random));
    const values = Object.fromEntries(attributes.map(({ name, values }, i) => [name, values[indices[i]]]));
    if (withoutHeldOut && isHeldOut(values)) continue;
    const options = optionsOf(values, random);
    if (visibleHair(options) < VISIBLE) continue;
    return { pixels: render(seed, options), indices };
  }
}

const { values: args } = parseArgs({
  options: {
    first: { type: 'string', default: '0' },
    count: { type: 'string' },
    'without-held-out': { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});
if (args.count === undefined || args.out === undefined) {
  console.error('Usage: node faces/render.mjs --count N --out FILE [--first SEED] [--without-held-out]');
  process.exit(2);
}
const file = openSync(args.out, 'w');
for (let i = 0; i < Number(args.count); i++) {
  const { pixels, indices } = face(Number(args.first) + i, args['without-held-out']);
  const record = Buffer.from([...pixels.filter((_, at) => at % 4 < 3), ...indices]);
  writeSync(file, record);
}
closeSync(file);
