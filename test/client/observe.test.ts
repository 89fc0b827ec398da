import { describe, expect, it } from 'vitest';
import { Client, type ClientEvents } from '../../src/client/client';
import type { PostedStep, Query } from '../../src/terms/messages';
import { Loopback, source, stubPack } from '../worker/loopback';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';

const question = (over: Partial<Query> = {}): Query => ({
  xt: Float32Array.of(0.5, -0.25, 2),
  t: Float32Array.of(0, 500, 999),
  targets: [0, 1, 0].map(classTarget),
  ...over,
});

function connect(worker: Loopback, steps: PostedStep[] = [], onDone = () => {}): Client {
  const events: ClientEvents = {
    onStep: (step) => steps.push(step),
    onDone,
    onBackend: () => {},
    onError: () => {},
  };
  return new Client(events, () => worker);
}

describe('observe', () => {
  it('answers with what denoiser and guide say of each x_t at its own t', async () => {
    const client = connect(new Loopback());
    await client.load(source, 'auto', () => {});
    const { xt, t, targets } = question();
    const { modelOutput, guidance } = await client.observe(question());
    const { denoiser, guides } = stubPack();
    expect(modelOutput).toEqual(await denoiser.predict(xt, t, null));
    expect(guidance).toEqual(await guides.get('classifier')!.evaluate(xt, t, targets!, null));
  });

  it('asks the judge alone about finished samples', async () => {
    const client = connect(new Loopback());
    await client.load(source, 'auto', () => {});
    const { modelOutput, guidance, judged } = await client.observe(question({ targets: null, judge: true }));
    expect([modelOutput, guidance]).toEqual([null, null]);
    expect(judged).toEqual(await (await stubPack().judge())!.judge(question().xt));
  });

  it('leaves a run as it is', async () => {
    const spec = {
      sampler: { kind: 'ddpm' as const },
      rule: meanShift,
      steps: 10,
      lanes: [{ target: classTarget(1), guidanceScale: 2, seed: 4 }],
      from: null,
    };
    const alone: PostedStep[] = [];
    const asked: PostedStep[] = [];
    for (const steps of [alone, asked]) {
      let end = () => {};
      const ended = new Promise<void>((resolve) => (end = resolve));
      const client = connect(new Loopback(), steps, end);
      await client.load(source, 'auto', () => {});
      client.start(spec);
      client.play();
      if (steps === asked) {
        for (let i = 0; i < 5; i++) await client.observe(question());
      }
      await ended;
      expect(steps).toHaveLength(10);
    }
    expect(asked).toEqual(alone);
  });

  it.each([
    [{ xt: new Float32Array(2) }, 'observe: expected 1 numbers of x_t and one target for each t'],
    [{ t: Float32Array.of(0, 1.5, 3) }, 't: expected a whole number from 0 to 999, got 1.5.'],
    [{ targets: [0, 1, 2].map(classTarget) }, 'target: expected a class from 0 to 1, got 2.'],
  ])('refuses %o', async (over, message) => {
    const client = connect(new Loopback());
    await client.load(source, 'auto', () => {});
    await expect(client.observe(question(over))).rejects.toThrow(message);
  });

  it('fails before a model is open, and when the worker dies', async () => {
    const worker = new Loopback();
    const client = connect(worker);
    await expect(client.observe(question())).rejects.toThrow('no model is open yet');
    await client.load(source, 'auto', () => {});
    const answer = client.observe(question());
    worker.onmessageerror?.(new MessageEvent('messageerror'));
    await expect(answer).rejects.toThrow('a message could not be read');
  });

  it('asks again after a lost device was rebuilt', async () => {
    let first = true;
    const worker: Loopback = new Loopback({
      openPack: () => {
        const pack = stubPack();
        const { denoiser } = pack;
        const failing = {
          ...denoiser,
          predict: (xt: Float32Array<ArrayBuffer>, t: Float32Array) => {
            if (!first) return denoiser.predict(xt, t, null);
            first = false;
            worker.trouble = { kind: 'lost', message: 'unplugged' };
            return Promise.reject(new Error('device lost'));
          },
        };
        return Promise.resolve({
          pack: { ...pack, denoiser: failing },
          reopen: () => Promise.resolve(stubPack()),
        });
      },
    });
    const client = connect(worker);
    await client.load(source, 'auto', () => {});
    first = true;
    expect((await client.observe(question())).modelOutput).toHaveLength(3);
    expect(worker.backends).toHaveLength(2);
  });
});
