// nudge.json: what is ours in a pack, and model_index.json: what says that a folder is a pipeline.

import * as v from 'valibot';
import { NudgeError } from '../terms/errors';
import type { SampleSheet } from '../terms/sample-sheet';
import { checked, unsupported } from './checked';
import type { JsonObject } from './json';

const folder = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'the name of a folder beside nudge.json'));

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
  source: words,
  licence: words,
});

const schema = v.object({
  format: v.literal(1, '1, the only format so far'),
  title: v.pipe(v.string(), v.minLength(1, 'a title'), v.maxLength(80, 'at most 80 letters')),
  guides: v.optional(
    v.pipe(
      v.array(v.object({ kind: v.picklist(['classifier'], '"classifier"'), path: folder })),
      v.maxLength(1, 'one guide'),
    ),
    [],
  ),
  judge: v.optional(v.nullable(folder), null),
  defaults: v.optional(
    v.object({
      guidanceScale: v.optional(
        v.pipe(v.number(), v.minValue(0, '0 to 100'), v.maxValue(100, '0 to 100')),
        4,
      ),
      steps: v.optional(v.pipe(v.number(), v.integer('a whole number'), v.minValue(1, 'at least 1')), 100),
    }),
    {},
  ),
  sampleSheet: v.optional(v.nullable(sampleSheet), null),
});

export interface Manifest {
  /** null takes the folder's name. */
  readonly title: string | null;
  readonly classifierFolder: string | null;
  readonly judgeFolder: string | null;
  readonly guidanceScale: number;
  readonly steps: number;
  readonly sampleSheet: SampleSheet | null;
}

/** @throws NudgeError `pack-corrupt` */
export function parseNudgeJson(json: JsonObject): Manifest {
  const { title, guides, judge, defaults, sampleSheet: sheet } = checked(schema, json, 'nudge.json');
  return {
    title,
    classifierFolder: guides[0]?.path ?? null,
    judgeFolder: judge,
    guidanceScale: defaults.guidanceScale,
    steps: defaults.steps,
    sampleSheet: sheet,
  };
}

/** @throws NudgeError `pack-unsupported` when the folder holds another pipeline than unconditional denoising */
export function checkModelIndex(json: JsonObject): void {
  const path = 'model_index.json';
  const name = json['_class_name'];
  if (name !== 'DDPMPipeline' && name !== 'DDIMPipeline') {
    throw unsupported(path, '_class_name', name, 'DDPMPipeline, DDIMPipeline');
  }
  for (const [part, classes] of Object.entries({
    unet: ['UNet2DModel'],
    scheduler: ['DDPMScheduler', 'DDIMScheduler'],
  })) {
    const entry = json[part];
    const className: unknown = Array.isArray(entry) ? entry[1] : undefined;
    if (typeof className !== 'string') {
      throw new NudgeError(
        'pack-corrupt',
        `${path}: expected "${part}" to name its library and class.`,
        'Choose a folder as diffusers saves a DDPMPipeline.',
      );
    }
    if (!classes.includes(className)) throw unsupported(path, part, className, classes.join(', '));
  }
}
