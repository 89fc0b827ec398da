// What `npm run sample` was asked for. Every mistake is answered by a sentence and the usage.

import { parseArgs } from 'node:util';
import type { LoadAnswers } from '../terms/load-question';
import type { Sampler } from '../terms/scheduler';
import { readInterval, type Interval } from '../terms/interval';
import { parseSteering } from '../terms/read-steering';
import type { Steering } from '../terms/steering';
import { classTarget, type Target } from '../terms/target';
import { readTarget } from '../terms/target-text';

export interface SampleArguments {
  readonly pack: string;
  /** What the files leave open, as it is to be opened with. */
  readonly answers: LoadAnswers;
  /** In the order given; empty leaves it to the pack. */
  readonly targets: readonly Target[];
  /** Id of the guide; null is the first that takes what is asked for. */
  readonly guide: string | null;
  readonly seeds: readonly number[];
  readonly scale: number | null;
  /** null is all of t. */
  readonly interval: Interval | null;
  readonly steps: number | null;
  readonly sampler: Sampler;
  readonly batch: number;
  readonly out: string;
  /** Also writes run.json, with x_t of every step. */
  readonly record: boolean;
  /** Changes of class and scale in mid-run, of all samples alike. */
  readonly steer: readonly Steering[];
}

export const usage = `Usage: npm run sample -- --pack models/digits [options]

  --pack FOLDER     a pack or a diffusers DDPM folder
  --size N          side of its pictures, where its config gives none: 8 to 256
  --null-class N    class embedding that means none, where its files do not say it: 0 to 1000, or none
  --target LIST     classes to ask for: 7, or 0-9, or 1,4,7        (default: the pack's)
  --prompt TEXT     a prompt to ask for: "blue hair:2 | a hat:-1"; may be given again
  --slots TEXT      values to ask for: hair=blue,mood=sad; may be given again
  --length N        words of each sentence, together with what else is asked for
  --fill TEXT       words that stand at their places: "The _ is near _"; together with what else is asked for
  --guide ID        the guide that steers: a folder of the pack    (default: the first that can)
  --seeds LIST      one sample for each seed: 0-15, or 3,5         (default 0)
  --scale S         guidance scale, 0 or more                      (default: the pack's)
  --interval A-B    guides at t = A to B alone, both included      (default: at all t)
  --steps N         steps of the chain                             (default: the pack's)
  --sampler NAME    ddpm or ddim                                   (default ddpm)
  --eta E           noise of DDIM, 0 to 1                          (default 0)
  --batch N         samples computed at once                       (default 16)
  --steer LIST      changes in mid-run: 12y3_40s7.5i0-600 asks for class 3 from step 12 on, and from
                    step 40 on for scale 7.5 at t = 0 to 600
  --record          also writes run.json: the run with x_t of every step
  --out FOLDER      where samples.png, or of sentences samples.txt, and samples.json are written (default out)`;

export class UsageError extends Error {}

const MOST_SAMPLES = 100_000;

/** @throws UsageError */
export function readArguments(argv: readonly string[]): SampleArguments {
  const text = { type: 'string' } as const;
  const options = {
    pack: text,
    size: text,
    'null-class': text,
    target: text,
    prompt: { type: 'string', multiple: true },
    slots: { type: 'string', multiple: true },
    length: text,
    fill: text,
    guide: text,
    seeds: text,
    scale: text,
    interval: text,
    steps: text,
    sampler: text,
    eta: text,
    batch: text,
    out: text,
    steer: text,
    record: { type: 'boolean' },
  } as const;
  const values = (() => {
    try {
      return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
    } catch (error) {
      throw new UsageError(error instanceof Error ? error.message : String(error));
    }
  })();
  if (values.pack === undefined) throw new UsageError('--pack: expected a folder, got none');
  const number = (
    name: 'size' | 'null-class' | 'scale' | 'steps' | 'eta' | 'batch',
    min: number,
    max: number,
    whole: boolean,
  ) => {
    const given = values[name];
    if (given === undefined) return null;
    const value = given.trim() === '' ? NaN : Number(given);
    if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
    const kind = whole ? 'a whole number' : 'a number';
    const or = name === 'null-class' ? ', or none' : '';
    throw new UsageError(`--${name}: expected ${kind} from ${min} to ${max}${or}, got ${given}`);
  };
  const kind = values.sampler ?? 'ddpm';
  if (kind !== 'ddpm' && kind !== 'ddim') {
    throw new UsageError(`--sampler: expected ddpm or ddim, got ${kind}`);
  }
  const eta = number('eta', 0, 1, false);
  if (eta !== null && kind === 'ddpm') throw new UsageError('--eta: expected --sampler ddim, got ddpm');
  const besides = (['length', 'fill'] as const).flatMap((name) => {
    const given = values[name];
    return given === undefined ? [] : readOne(name, given);
  });
  const alone = [
    ...(values.target === undefined ? [] : readList('target', values.target).map(classTarget)),
    ...(values.prompt ?? []).map((given) => readOne('prompt', given)),
    ...(values.slots ?? []).map((given) => readOne('slots', given)),
  ];
  const targets = withAll(alone, besides);
  const seeds = readList('seeds', values.seeds ?? '0');
  const samples = Math.max(1, targets.length) * seeds.length;
  if (samples > MOST_SAMPLES) {
    throw new UsageError(`--seeds: expected at most ${MOST_SAMPLES} samples, got ${samples}`);
  }
  const batch = number('batch', 1, 1024, true) ?? 16;
  const record = values.record ?? false;
  if (record && samples > batch) {
    throw new UsageError(`--record: expected one batch of at most ${batch} samples, got ${samples}`);
  }
  const size = number('size', 8, 256, true);
  const isNone = values['null-class'] === 'none';
  const nullClass = isNone ? null : number('null-class', 0, 1000, true);
  return {
    pack: values.pack,
    answers: { ...(size === null ? {} : { size }), ...(nullClass === null && !isNone ? {} : { nullClass }) },
    targets,
    guide: values.guide ?? null,
    seeds,
    record,
    steer: readSteering(values.steer ?? ''),
    scale: number('scale', 0, 1e6, false),
    interval: values.interval === undefined ? null : readActs(values.interval),
    steps: number('steps', 1, 100_000, true),
    sampler: kind === 'ddpm' ? { kind } : { kind, eta: eta ?? 0 },
    batch,
    out: values.out ?? 'out',
  };
}

const expectedOf = {
  prompt: 'at most 10,000 characters',
  slots: 'values like hair=blue,mood=sad',
  length: 'a number of words',
  fill: 'words and blanks like "The _ is near _"',
} as const;

function readOne(name: keyof typeof expectedOf, text: string): Target {
  const target = readTarget({ [name]: text });
  if (target !== null) return target;
  throw new UsageError(`--${name}: expected ${expectedOf[name]}, got ${text.slice(0, 60)}`);
}

function readActs(text: string): Interval {
  const interval = readInterval(text);
  if (interval !== undefined) return interval;
  throw new UsageError(`--interval: expected two timesteps like 200-600, the lower one first, got ${text}`);
}

/** Each of some targets together with what is asked for besides. */
function withAll(targets: readonly Target[], besides: readonly Target[]): readonly Target[] {
  if (besides.length === 0) return targets;
  const together = (of: readonly Target[]): Target => (of.length === 1 ? of[0]! : { kind: 'all', of });
  return targets.length === 0 ? [together(besides)] : targets.map((one) => together([one, ...besides]));
}

/** "0-3,7" → 0, 1, 2, 3, 7. */
function readList(name: string, text: string): number[] {
  return text.split(',').flatMap((part) => {
    const match = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(part.trim());
    const from = Number(match?.[1]);
    const to = Number(match?.[2] ?? match?.[1]);
    if (match === null || to < from || to - from >= MOST_SAMPLES) {
      throw new UsageError(`--${name}: expected numbers like 0-15 or 3,5, got ${text}`);
    }
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

/** Classes and scales alone: the seeds and the sampler of a whole run are given once. */
function readSteering(text: string): readonly Steering[] {
  const list = parseSteering(text);
  if (list === null || list.some(({ seed, sampler }) => seed !== undefined || sampler !== undefined)) {
    throw new UsageError(`--steer: expected changes like 12y3_40s7.5, got ${text}`);
  }
  return list;
}
