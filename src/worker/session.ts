// The worker's half of the conversation: one model, at most one run. Everything that touches the browser
// (messages out, backends, files, clock) is handed in, so that the whole of it is tested without a browser.

import { observe } from '../chain/observe';
import { verdictsOf } from '../pack/verdicts';
import { NudgeError, reportOf } from '../terms/errors';
import {
  PROTOCOL_VERSION,
  outputBuffers,
  stepBuffers,
  type PostedStep,
  type Query,
  type RunSpec,
  type ToWorker,
} from '../terms/messages';
import type { Judged, NetworkOutputs, Verdict } from '../terms/networks';
import { guideOf } from '../terms/pack-info';
import { laneRuleOf } from '../terms/rule';
import { sampleSize, type Samples } from '../terms/sample';
import type { Step } from '../terms/step';
import { aboutOf, checkMessage } from './check-message';
import { checkLanes, checkQuery, checkSpec } from './check-request';
import { Host, modelOf, type Model } from './host';
import { Run } from './run';
import { Training } from './training';
import { NetworkQueue } from './network-queue';
import type { OpenedModel, Ports } from './ports';

/** Between two words on how much has come: a file comes in hundreds of parts, and the page is drawn anew for each. */
const PROGRESS_MS = 100;

export class Session {
  readonly #host: Host;
  #newestLoad = -1;
  readonly #queue = new NetworkQueue();
  /** While a person's own files are being opened a run rests: each of their many reads would wait for a step. */
  #opening: Promise<unknown> = Promise.resolve();
  #run: { readonly id: number; readonly run: Run; readonly ended: Promise<void> } | null = null;

  readonly #training: Training;

  constructor(private readonly ports: Ports) {
    this.#host = new Host(ports);
    this.#training = new Training({
      trainee: () => this.#host.model?.pack.trainee ?? null,
      nextTask: ports.nextTask,
      inTurn: (work) => this.#queue.take(work),
      now: ports.now,
      post: ports.post,
      recover: (error) => this.#host.recover(error),
      fail: (error) => ports.post({ type: 'error', about: null, error: reportOf(error) }),
    });
  }

  /** @param data a `ToWorker`, or anything else, which is answered by an error */
  async handle(data: unknown): Promise<void> {
    try {
      checkMessage(data);
      await this.#heed(data);
    } catch (error) {
      this.ports.post({ type: 'error', about: aboutOf(data), error: reportOf(error) });
    }
  }

  async #heed(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'load':
        await this.#load(message);
        return;
      case 'start':
        this.#start(message.runId, message.spec);
        return;
      case 'advance':
        if (this.#run?.id === message.runId) this.#run.run.advance(message.n);
        return;
      case 'steer':
        this.#steer(message);
        return;
      case 'stop':
        if (this.#run?.id === message.runId) this.#run.run.stop();
        return;
      case 'observe':
        await this.#observe(message.observeId, message.query);
        return;
      case 'train':
        this.#training.order(message.order);
        return;
      default:
        message satisfies never;
    }
  }

  async #load(message: Extract<ToWorker, { type: 'load' }>): Promise<void> {
    const { loadId, source } = message;
    this.#newestLoad = loadId;
    const stale = () => this.#newestLoad !== loadId;
    try {
      if (message.version !== PROTOCOL_VERSION) {
        throw new NudgeError(
          'internal',
          `The page speaks version ${message.version} and the worker version ${PROTOCOL_VERSION}.`,
          'Reload the page.',
        );
      }
      const begun = this.#host.begin(message.backend, message.singleThread);
      let told = -Infinity;
      const onProgress = (loaded: number, total: number) => {
        const now = this.ports.now();
        if (stale() || (loaded < total && now - told < PROGRESS_MS)) return;
        told = now;
        this.ports.post({ type: 'progress', loadId, loaded, total });
      };
      const opening = this.ports.openPack(source, onProgress, begun);
      this.#opening = source.kind === 'files' ? opening.catch(() => {}) : Promise.resolve();
      opening.catch(() => {}); // heard below: the backend's trouble comes first
      await begun;
      const { pack, reopen } = await opening;
      if (stale()) {
        pack.dispose();
        return;
      }
      const trained = this.#host.model?.pack.trainee;
      await this.#replaceModel(modelOf(pack, reopen));
      // an untrained guide would fail the check, and an exact one needs none
      if (source.kind !== 'plane') await this.#host.requireTrueGradient(message.backend);
      if (stale()) return;
      this.ports.post({ type: 'ready', loadId, pack: pack.info, backend: this.#host.tell() });
      if (pack.trainee) this.#training.opened(pack.trainee !== trained);
    } catch (error) {
      if (!stale()) this.ports.post({ type: 'error', about: { loadId }, error: reportOf(error) });
    }
  }

  /** The old model goes only now that the new one is there, and only when no step is using it. */
  async #replaceModel(model: Model): Promise<void> {
    this.#run?.run.stop();
    await this.#run?.ended;
    this.#run = null;
    await this.#queue.take(() => {
      this.#host.replace(model);
      return Promise.resolve();
    });
  }

  #start(runId: number, spec: RunSpec): void {
    this.#run?.run.stop();
    const model = this.#host.model;
    try {
      if (model === null) {
        throw new NudgeError('bad-request', 'start: no model is open yet.', 'Wait until one is.');
      }
      checkSpec(spec, model.pack.info);
    } catch (error) {
      this.ports.post({ type: 'error', about: { runId }, error: reportOf(error) });
      return;
    }
    const run = new Run(spec, {
      model: () => this.#host.model?.chainModel ?? model.chainModel,
      nextTask: this.ports.nextTask,
      inTurn: async (work) => {
        await this.#opening;
        return await this.#queue.take(work);
      },
      now: this.ports.now,
      recover: (error) => this.#host.recover(error),
      onStep: (step, steering, milliseconds) => {
        const posted = withoutLanes(step);
        this.ports.post({ type: 'step', runId, step: posted, steering, milliseconds }, stepBuffers(posted));
        this.#host.announce();
      },
    });
    const before = this.#run?.ended ?? Promise.resolve();
    this.#run = { id: runId, run, ended: before.then(() => this.#finish(runId, run)) };
  }

  async #finish(runId: number, run: Run): Promise<void> {
    try {
      const x0 = await run.finish();
      if (x0 === null) return;
      const verdicts = await this.#verdicts(x0);
      const judge = await this.#host.model?.pack.sentenceJudge?.();
      const usual = judge ? { natsPerWord: await judge.natsPerWord(x0) } : {};
      this.ports.post({ type: 'done', runId, verdicts, ...usual });
    } catch (error) {
      this.ports.post({ type: 'error', about: { runId }, error: reportOf(error) });
    }
  }

  async #verdicts(x0: Samples): Promise<readonly Verdict[] | null> {
    const pack = this.#host.model?.pack;
    const judge = await pack?.judge();
    if (!pack || !judge) return null;
    const { probs } = await judge.judge(x0);
    return verdictsOf(probs, x0.length / sampleSize(pack.info.sampleShape), judge.slots);
  }

  #steer({ runId, steering, lanes }: Extract<ToWorker, { type: 'steer' }>): void {
    if (this.#run?.id !== runId || this.#host.model === null) return;
    try {
      checkLanes(lanes, this.#host.model.pack.info);
      this.#run.run.steer(lanes, steering);
    } catch (error) {
      this.ports.post({ type: 'error', about: { runId }, error: reportOf(error) });
    }
  }

  async #observe(observeId: number, query: Query): Promise<void> {
    try {
      const outputs = await this.#queue.take(async () => {
        try {
          return await this.#answer(query);
        } catch (error) {
          if (await this.#host.recover(error)) return await this.#answer(query);
          throw error;
        }
      });
      this.ports.post({ type: 'observed', observeId, outputs }, outputBuffers(outputs));
    } catch (error) {
      this.ports.post({ type: 'error', about: { observeId }, error: reportOf(error) });
    }
  }

  async #answer(query: Query): Promise<NetworkOutputs> {
    const pack = this.#host.model?.pack;
    if (!pack) throw new NudgeError('bad-request', 'observe: no model is open yet.', 'Wait until one is.');
    checkQuery(query, pack.info);
    const { xt, t, targets, guide, denoiser = true } = query;
    if (query.judge === true) return { modelOutput: null, guidance: null, judged: await judgedBy(pack, xt) };
    const rules = laneRuleOf(guideOf(pack.info, guide)?.rule);
    const named = guide === undefined ? {} : { guide };
    const guided = targets?.map((target) => ({ target, ...named, ...rules })) ?? null;
    return await observe(pack, { xt, t, guided, denoiser });
  }
}

async function judgedBy(pack: OpenedModel, x0: Samples): Promise<Judged | null> {
  const judge = await pack.judge();
  return judge === null ? null : await judge.judge(x0);
}

function withoutLanes(step: Step): PostedStep {
  const posted: PostedStep & { lanes?: Step['lanes'] } = { ...step };
  delete posted.lanes;
  return posted;
}
