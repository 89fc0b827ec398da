// A worker whose networks are two lines of arithmetic. Nothing in it happens by itself: a test lets it hear a message,
// take a step, or be heard, one at a time, so that a person's acts come at any moment between.

import type { WorkerLike } from '../../../src/client/worker-like';
import { initialNoise } from '../../../src/diffusion/initial-noise';
import { projectionOf } from '../../../src/diffusion/projections';
import { createSchedule } from '../../../src/diffusion/schedule';
import { takeStep } from '../../../src/diffusion/take-step';
import { transitions } from '../../../src/diffusion/transitions';
import type { Lane } from '../../../src/terms/lane';
import type { FromWorker, RunSpec, ToWorker } from '../../../src/terms/messages';
import type { Guidance, NetworkOutputs } from '../../../src/terms/networks';
import type { PackInfo } from '../../../src/terms/pack-info';
import { meanShift, type RunRule } from '../../../src/terms/rule';
import type { Samples } from '../../../src/terms/sample';
import type { Sampler } from '../../../src/terms/scheduler';
import type { Step } from '../../../src/terms/step';
import { classOf } from '../../../src/terms/target';
import { classGuide } from '../../worker/class-guide';
import { linearConfig } from '../../diffusion/config';

const updates: RunRule = {
  kind: 'updates',
  count: 2,
  length: 0.05,
  weight: 0.01,
  quiet: 0.05,
  sign: true,
};

/** Two guides of different rules, and models that differ. */
export function packOf(id: string): PackInfo {
  return {
    id,
    title: id,
    sampleShape: [1, 1, 1],
    scheduler: { ...linearConfig, clipRange: null },
    guides: [
      { ...classGuide(['up', 'down'], 2), rule: meanShift },
      { ...classGuide(['up', 'down'], 2), id: 'other', rule: updates },
    ],
    hasJudge: false,
    defaultSteps: 10,
    parameters: 0,
  };
}

const schedule = createSchedule(linearConfig);

/** What a step is, whoever takes it. */
export interface Taken {
  readonly pack: PackInfo;
  readonly sampler: Sampler;
  readonly rule: RunRule;
  readonly steps: number;
  readonly lanes: readonly Lane[];
  /** Null is x_T. */
  readonly from: { readonly t: number; readonly xt: Samples } | null;
}

export function take({ pack, sampler, rule, steps, lanes, from }: Taken): Step {
  const [first] = transitions(pack.scheduler, schedule, sampler, steps, from?.t ?? null);
  const xt = from?.xt.slice() ?? initialNoise(pack.scheduler, lanes, 1);
  const rules = {
    predictionType: pack.scheduler.predictionType,
    trainTimesteps: pack.scheduler.trainTimesteps,
    project: projectionOf(pack),
    sampler,
    rule,
    steps,
  };
  const taking = takeStep(rules, first!, lanes, xt, null);
  let next = taking.next();
  while (next.done !== true) next = taking.next(answer(pack, next.value.x, lanes));
  return next.value;
}

/** The models draw x to different places, and the guides to others. */
function answer({ id }: PackInfo, x: Samples, lanes: readonly Lane[]): NetworkOutputs {
  const home = id === 'digits' ? 0.1 : -0.2;
  const pull = lanes.map(
    ({ target, guide }) => (classOf(target) === 0 ? 1 : -1) * (guide === 'other' ? 2 : 1),
  );
  const guidance: Guidance = {
    value: Float32Array.from(pull),
    gradient: x.map((value, i) => pull[i]! - 0.1 * value),
    beliefs: Float32Array.from(pull.flatMap((p) => [p, -p])),
  };
  return { modelOutput: x.map((value) => 0.5 * value + home), guidance };
}

interface Run {
  readonly id: number;
  readonly spec: RunSpec;
  lanes: readonly Lane[];
  steering: number;
  granted: number;
  taken: number;
  from: Taken['from'];
}

export class FakeNetwork implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  /** Called before a step is taken of which the page knows all that came before, and the worker all that was said. */
  onStep: (taken: Taken) => void = () => {};
  /** Loads that fail. */
  fails = false;
  readonly #inbox: { readonly message: ToWorker; readonly isLate: boolean }[] = [];
  readonly #outbox: FromWorker[] = [];
  #pack: PackInfo | null = null;
  #run: Run | null = null;
  /** Its run was begun before the page knew of the model that it is of: nobody hears of its steps. */
  #isLate = false;

  postMessage(message: ToWorker): void {
    const loading = this.#inbox.some(({ message: { type } }) => type === 'load');
    const isLate = loading || this.#outbox.some(({ type }) => type === 'ready');
    this.#inbox.push({ message: structuredClone(message), isLate });
  }

  terminate(): void {}

  /** Hears a message, or takes a step. False when there is nothing to do. */
  work(): boolean {
    const heard = this.#inbox.shift();
    if (heard !== undefined) {
      this.#hear(heard.message);
      if (heard.message.type === 'start') this.#isLate = heard.isLate;
      return true;
    }
    const run = this.#run;
    if (run === null || this.#pack === null || run.taken >= run.granted) return false;
    const { sampler, rule, steps } = run.spec;
    const taken = { pack: this.#pack, sampler, rule, steps, lanes: run.lanes, from: run.from };
    if (this.#outbox.length === 0 && !this.#isLate) this.onStep(taken);
    const { lanes: _, ...step } = take(taken);
    const { steering } = run;
    run.taken++;
    const { prevT } = step.transition;
    run.from = { t: prevT, xt: step.xPrev.slice() };
    this.#outbox.push(structuredClone({ type: 'step', runId: run.id, step, steering, milliseconds: 1 }));
    if (prevT < 0) {
      this.#outbox.push({ type: 'done', runId: run.id, verdicts: null });
      this.#run = null;
    }
    return true;
  }

  /** Is heard by the page. False when it has said nothing. */
  deliver(): boolean {
    const message = this.#outbox.shift();
    if (message === undefined) return false;
    this.onmessage?.(new MessageEvent('message', { data: message }));
    return true;
  }

  #hear(message: ToWorker): void {
    const run = this.#run;
    switch (message.type) {
      case 'load': {
        const { loadId, source } = message;
        if (this.fails) {
          const error = { code: 'bad-request', message: 'no network', hint: '' } as const;
          this.#outbox.push({ type: 'error', about: { loadId }, error });
          return;
        }
        this.#run = null;
        this.#pack = packOf(source.kind === 'url' ? source.id : 'own');
        const backend = { name: 'wasm', device: 'none', reason: '' } as const;
        this.#outbox.push({ type: 'ready', loadId, pack: this.#pack, backend });
        return;
      }
      case 'start': {
        const { spec, runId } = message;
        this.#run = {
          id: runId,
          spec,
          lanes: spec.lanes,
          steering: 0,
          granted: 0,
          taken: 0,
          from: spec.from,
        };
        return;
      }
      case 'steer':
        if (run?.id !== message.runId) return;
        run.lanes = message.lanes;
        run.steering = message.steering;
        return;
      case 'advance':
        if (run?.id === message.runId) run.granted = message.n;
        return;
      case 'stop':
        if (run?.id === message.runId) this.#run = null;
        return;
      case 'train':
      case 'observe':
        return;
      default:
        message satisfies never;
    }
  }
}
