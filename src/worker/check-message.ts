// What comes into the worker, held to the shape of the protocol: the worker trusts no message. What is asked of the open
// model is checked where the model is known (`check-request`).

import * as v from 'valibot';
import { NudgeError } from '../terms/errors';
import type { FromWorker, ToWorker, TrainOrder } from '../terms/messages';

/** More than any layout has lanes, and than any link holds of text. */
const MOST_LANES = 10_000;
const MOST_CHARACTERS = 10_000;

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const number = v.pipe(v.number(), v.finite());
/** Of any value: `check-request` has the sentence. */
const anyNumber = v.union([v.number(), v.nan()]);
const numbers = v.instance(Float32Array);
const text = v.pipe(v.string(), v.maxLength(MOST_CHARACTERS));

const simpleTargets = [
  v.object({ kind: v.literal('class'), index: number }),
  v.object({ kind: v.literal('slots'), values: v.record(text, text) }),
  v.object({ kind: v.literal('prompt'), parts: v.array(v.object({ text, weight: number })) }),
  v.object({ kind: v.literal('length'), n: number }),
  v.object({ kind: v.literal('fill'), words: v.array(v.nullable(text)) }),
] as const;
const target = v.variant('kind', [
  ...simpleTargets,
  v.object({ kind: v.literal('all'), of: v.array(v.variant('kind', simpleTargets)) }),
]);

const lane = v.object({
  target,
  guidanceScale: anyNumber,
  seed: anyNumber,
  guide: v.optional(text),
  guidanceInterval: v.nullish(v.tuple([number, number])),
  rule: v.optional(v.object({ kind: v.literal('classifier-free') })),
});
const lanes = v.pipe(v.array(lane), v.maxLength(MOST_LANES));

const rule = v.variant('kind', [
  v.object({ kind: v.literal('mean-shift') }),
  v.object({
    kind: v.literal('updates'),
    count: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100)),
    length: number,
    weight: number,
    quiet: number,
    sign: v.boolean(),
    decay: v.optional(number),
    sure: v.optional(number),
  }),
]);

const spec = v.object({
  sampler: v.variant('kind', [
    v.object({ kind: v.literal('ddpm') }),
    v.object({ kind: v.literal('ddim'), eta: number }),
  ]),
  rule,
  clamp: v.optional(v.boolean()),
  onlyNudged: v.optional(v.boolean()),
  steps: number,
  lanes,
  from: v.nullable(v.object({ t: number, xt: numbers, before: v.nullable(numbers) })),
});

const query = v.object({
  xt: numbers,
  t: numbers,
  targets: v.nullable(v.array(target)),
  guide: v.optional(text),
  denoiser: v.optional(v.boolean()),
  judge: v.optional(v.boolean()),
});

const orders: Readonly<Record<TrainOrder, TrainOrder>> = {
  start: 'start',
  pause: 'pause',
  reset: 'reset',
  give: 'give',
  gradients: 'gradients',
};

const message = v.variant('type', [
  v.object({
    type: v.literal('load'),
    version: v.number(),
    loadId: id,
    source: v.looseObject({ kind: v.picklist(['url', 'files', 'plane']), id: v.string() }),
    backend: v.picklist(['auto', 'webgpu', 'wasm']),
    singleThread: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('start'), runId: id, spec }),
  v.object({ type: v.literal('advance'), runId: id, n: id }),
  v.object({ type: v.literal('steer'), runId: id, steering: id, lanes }),
  v.object({ type: v.literal('stop'), runId: id }),
  v.object({ type: v.literal('train'), order: v.enum(orders) }),
  v.object({ type: v.literal('observe'), observeId: id, query }),
]);

/** What passes, as the schema has it: held to `ToWorker` by test/worker/checked-types. */
export type Checked = v.InferOutput<typeof message>;

/** @throws NudgeError `bad-request` naming the first thing that is wrong */
export function checkMessage(data: unknown): asserts data is ToWorker {
  const result = v.safeParse(message, data, { abortEarly: true });
  if (result.success) return;
  const [issue] = result.issues;
  const at = v.getDotPath(issue) ?? 'message';
  throw new NudgeError('bad-request', `${at}: expected ${issue.expected ?? 'less'}, got ${issue.received}.`);
}

type About = Extract<FromWorker, { type: 'error' }>['about'];

/** The ids of a message that may be of any shape: whose sender waits for an answer. */
export function aboutOf(data: unknown): About {
  for (const name of ['loadId', 'runId', 'observeId'] as const) {
    const found = v.safeParse(v.looseObject({ [name]: id }), data);
    if (found.success) return { [name]: found.output[name] } as NonNullable<About>;
  }
  return null;
}
