// nudge.json: what is ours in a pack.

import * as v from 'valibot';
import type { SampleSheet } from '../terms/sample-sheet';
import { usualScale, type Slot } from '../terms/pack-info';
import { meanShift, type RunRule } from '../terms/rule';
import { checked } from './checked';
import { guideKinds } from './guide-kinds';
import type { JsonObject } from './json';
import { limits } from './limits';
import type { GuideEntry } from './planned';

/** Beside nudge.json, or in a neighbour: "../digits/judge" (terms/neighbour.ts). */
const folder = v.pipe(
  v.string(),
  v.regex(/^(\.\.\/[\w-]{1,64}\/)?[\w-]{1,64}$/, 'the name of a folder beside nudge.json'),
);
/** Addresses name a guide by its folder, among words that "_" and "." part. */
const guideFolder = v.pipe(
  v.string(),
  v.regex(
    /^(\.\.\/[\w-]{1,64}\/)?[A-Za-z0-9-]{1,64}$/,
    'the name of a folder beside nudge.json, of letters, digits and "-"',
  ),
);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const few = v.pipe(
  v.number(),
  v.integer('a whole number'),
  v.minValue(1, '1 to 100'),
  v.maxValue(100, '1 to 100'),
);
const words = v.pipe(v.string(), v.minLength(1, 'some words'), v.maxLength(200, 'at most 200 letters'));

const sampleSheet = v.object({
  path: v.pipe(v.string(), v.regex(/^[\w-]{1,64}\.png$/, 'the name of a .png beside nudge.json')),
  rows: few,
  columns: few,
  labels: v.optional(
    v.pipe(v.string(), v.regex(/^[\w-]{1,64}\.json$/, 'the name of a .json beside nudge.json')),
  ),
  source: words,
  licence: words,
});

const scale = v.pipe(v.number(), v.minValue(0, '0 to 100'), v.maxValue(100, '0 to 100'));

const scaleRange = v.pipe(
  v.object({
    default: v.optional(scale),
    max: v.optional(scale),
    row: v.optional(
      v.pipe(
        v.array(scale),
        v.minLength(2, '2 to 9 scales'),
        v.maxLength(9, '2 to 9 scales'),
        v.check((row) => row.every((each, i) => i === 0 || each > row[i - 1]!), 'scales in rising order'),
      ),
    ),
  }),
  v.check(
    ({ default: usual = 0, max = Infinity, row = [] }) => Math.max(usual, ...row) <= max,
    '"default" and "row" up to "max"',
  ),
);

const share = v.pipe(v.number(), v.minValue(0, '0 to 1'), v.maxValue(1, '0 to 1'));
const length = v.pipe(v.number(), v.gtValue(0, 'above 0'), v.maxValue(100, 'at most 100'));

/** Fields as training/words/text_chain.py names them. */
const rule = v.variant('kind', [
  v.object({ kind: v.literal('mean-shift') }),
  v.object({
    kind: v.literal('updates'),
    count: v.optional(
      v.pipe(v.number(), v.integer('a whole number'), v.minValue(1, '1 to 20'), v.maxValue(20, '1 to 20')),
      3,
    ),
    length: v.optional(length, 0.1),
    weight: v.optional(scale, 0.01),
    quiet: v.optional(share, 0.05),
    decay: v.optional(v.pipe(v.number(), v.minValue(0, '0 to 10'), v.maxValue(10, '0 to 10')), 0),
    sure: v.optional(share, 1),
    push: v.optional(v.picklist(['sign', 'gradient'], '"sign", "gradient"'), 'sign'),
  }),
]);
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/, 'letters, digits and "-"'));
const label = v.pipe(v.string(), v.minLength(1, 'a label'), v.maxLength(100, 'a short label'));

const slot = v.object({ name: label, captions: v.record(label, words) });

/** The one kind of guide that is no folder: it is named by its kind. */
const FOLDERLESS = 'classifier-free';

const guide = v.pipe(
  v.object({
    id: v.optional(id),
    kind: v.picklist([...guideKinds.keys()], [...guideKinds.keys()].map((kind) => `"${kind}"`).join(', ')),
    path: v.optional(guideFolder),
    title: v.optional(v.pipe(v.string(), v.minLength(1, 'a title'), v.maxLength(40, 'at most 40 letters'))),
    scale: v.optional(scaleRange, {}),
    rule: v.optional(v.nullable(rule), null),
    smoothedFrom: v.optional(v.pipe(v.number(), v.integer('a whole number'), v.minValue(0, '0 or more'))),
  }),
  v.check(({ kind, path }) => path !== undefined || kind === FOLDERLESS, 'a "path" to its folder'),
  v.transform(({ path, ...of }) => ({ ...of, path: path ?? of.id ?? of.kind })),
);

const schema = v.object({
  format: v.literal(1, '1, the only format so far'),
  title: v.pipe(v.string(), v.minLength(1, 'a title'), v.maxLength(80, 'at most 80 letters')),
  guides: v.optional(
    v.pipe(
      v.array(guide),
      v.maxLength(8, 'at most 8 guides'),
      v.check(
        (all) => new Set(all.map(({ id: own, path }) => own ?? nameOf(path))).size === all.length,
        'each "path" once, or an "id" for each',
      ),
    ),
    [],
  ),
  nullClass: v.optional(
    v.nullable(v.pipe(v.number(), v.integer('a whole number'), v.minValue(0, '0 or more'))),
  ),
  classes: v.optional(
    v.pipe(
      v.array(label),
      v.minLength(1, 'at least one class'),
      v.maxLength(limits.classes, `at most ${limits.classes} classes`),
    ),
  ),
  slots: v.optional(v.pipe(v.array(slot), v.maxLength(32, 'at most 32 slots')), []),
  examples: v.optional(v.pipe(v.array(words), v.maxLength(20, 'at most 20 prompts')), []),
  heldOut: v.optional(v.pipe(v.array(v.record(label, label)), v.maxLength(100, 'at most 100')), []),
  judge: v.optional(v.nullable(folder), null),
  peopleNats: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0, '0 or more'))), null),
  defaults: v.optional(
    v.object({
      guidanceScale: v.optional(scale),
      steps: v.optional(v.pipe(v.number(), v.integer('a whole number'), v.minValue(1, 'at least 1')), 100),
    }),
    {},
  ),
  sampleSheet: v.optional(v.nullable(sampleSheet), null),
});

export interface Manifest {
  /** null takes the folder's name. */
  readonly title: string | null;
  readonly guides: readonly GuideEntry[];
  readonly judgeFolder: string | null;
  /** What people's sentences have by a judge of sentences. */
  readonly peopleNats: number | null;
  readonly steps: number;
  readonly sampleSheet: SampleSheet | null;
  readonly examples: readonly string[];
  readonly heldOut: readonly Readonly<Record<string, string>>[];
  /** The class embedding that means none; null where there is none such, absent where nothing says it. */
  readonly nullClass?: number | null;
  /** Names of the denoiser's classes; absent: not said. */
  readonly classes?: readonly string[];
}

/** @throws NudgeError `pack-corrupt` */
export function parseNudgeJson(json: JsonObject): Manifest {
  const { title, guides, judge, defaults, sampleSheet: sheet, ...rest } = checked(schema, json, 'nudge.json');
  const slots = rest.slots.map(({ name, captions }): Slot => ({
    name,
    labels: Object.keys(captions),
    captions: Object.values(captions),
  }));
  return {
    title,
    guides: guides.map(({ kind, id: named, path, title: name, scale: own, rule: ruled, smoothedFrom }) => ({
      kind,
      id: named ?? nameOf(path),
      path,
      slots,
      title: name ?? null,
      scale: {
        default: own.default ?? defaults.guidanceScale ?? usualScale.default,
        ...(own.max === undefined ? {} : { max: own.max }),
        ...(own.row === undefined ? {} : { row: own.row }),
      },
      ...(ruled === null ? {} : { rule: ruleOf(ruled) }),
      ...(smoothedFrom === undefined ? {} : { smoothedFrom }),
    })),
    judgeFolder: judge,
    peopleNats: rest.peopleNats,
    steps: defaults.steps,
    sampleSheet: sheet,
    examples: rest.examples,
    heldOut: rest.heldOut,
    ...(rest.nullClass === undefined ? {} : { nullClass: rest.nullClass }),
    ...(rest.classes === undefined ? {} : { classes: rest.classes }),
  };
}

function ruleOf(ruled: v.InferOutput<typeof rule>): RunRule {
  if (ruled.kind === 'mean-shift') return meanShift;
  const { push, ...numbers } = ruled;
  return { ...numbers, sign: push === 'sign' };
}
