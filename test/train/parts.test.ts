// What a training is made of: its batches, its rate, its end, and the way from one schedule to another.

import { describe, expect, it } from 'vitest';
import { presetOf } from '../../src/diffusion/mixture/presets';
import { interpret } from '../../src/diffusion/prediction';
import { createSchedule } from '../../src/diffusion/schedule';
import { LOSS_BUCKETS, planeScheduler } from '../../src/terms/plane';
import { endAfterPlateau, rateShare } from '../../src/train/learning-rate';
import { LossByT, LossRecord } from '../../src/train/loss-record';
import { freshPlateau, isPlateau, observeLoss } from '../../src/train/plateau';
import { timeMap } from '../../src/train/time-map';
import { trainingBatches } from '../../src/train/training-batch';

const { mixture } = presetOf('grid')!;
const cosine = planeScheduler('cosine');
const linear = planeScheduler('linear');

describe('a batch', () => {
  const spec = { seed: 1, batch: 400, classDropout: 0.25 };

  it('covers the chain and the components evenly', () => {
    const { t, labels, shownLabels } = trainingBatches({ mixture, scheduler: cosine }, spec)(7);
    const inRange = (from: number) => t.filter((time) => time >= from && time < from + 100).length;
    for (let from = 0; from < 1000; from += 100) expect(inRange(from)).toBe(40);
    for (const label of [0, 1, 2]) {
      const count = labels.filter((other) => other === label).length;
      expect(count).toBeGreaterThan(125);
      expect(count).toBeLessThan(142);
    }
    const dropped = shownLabels.filter((label) => label === -1).length;
    expect(dropped).toBeGreaterThan(70);
    expect(dropped).toBeLessThan(130);
    expect(shownLabels.every((label, b) => label === -1 || label === labels[b])).toBe(true);
  });

  it.each(['epsilon', 'sample', 'v_prediction'] as const)('asks for %s', (predictionType) => {
    const scheduler = { ...linear, predictionType };
    const { alphasCumprod } = createSchedule(scheduler);
    const { x0, xt, t, goal } = trainingBatches({ mixture, scheduler }, spec)(3);
    t.forEach((time, b) => {
      const pair = (values: Float32Array) => Float32Array.of(values[2 * b]!, values[2 * b + 1]!);
      const { predX0 } = interpret(pair(xt), pair(goal), predictionType, alphasCumprod[time]!);
      predX0.forEach((value, i) => expect(value).toBeCloseTo(x0[2 * b + i]!, time < 900 ? 3 : 1));
    });
  });

  it('is another at another step', () => {
    const batchOf = trainingBatches({ mixture, scheduler: cosine }, spec);
    expect(batchOf(3)).toEqual(batchOf(3));
    expect(batchOf(3).xt).not.toEqual(batchOf(4).xt);
  });
});

describe('the learning rate', () => {
  it('rises, stays and falls to nothing at the end', () => {
    const shares = Array.from({ length: 1001 }, (_, step) => rateShare(step, 1000));
    expect(shares[0]).toBeCloseTo(0.02);
    expect(shares[300]).toBe(1);
    expect(shares[800]).toBeCloseTo(0.5);
    expect(shares[1000]).toBe(0);
  });

  it('begins to fall when the loss no longer improves', () => {
    const end = endAfterPlateau(1200, 9000);
    expect(rateShare(1199, end)).toBe(1);
    expect(rateShare(end - 1, end)).toBeLessThan(0.01);
    expect(endAfterPlateau(1200, 1500)).toBe(1500);
  });
});

describe('a plateau', () => {
  const after = (losses: (step: number) => number, steps: number) =>
    Array.from({ length: steps }, (_, step) => losses(step)).reduce(observeLoss, freshPlateau);

  it('is where the loss stays, whatever its noise', () => {
    expect(isPlateau(after((step) => 0.8 + 0.1 * Math.sin(step * step), 2000))).toBe(true);
  });

  it('is not where it still falls', () => {
    expect(isPlateau(after((step) => Math.exp(-step / 4000), 4000))).toBe(false);
  });
});

describe('the record of losses', () => {
  it('smooths, and gives each loss once', () => {
    const record = new LossRecord();
    [1, 3].forEach((loss) => record.add(loss));
    expect(record.take()).toEqual({ raw: Float32Array.of(1, 3), smoothed: Float32Array.of(1, 2) });
    expect(record.take().raw).toHaveLength(0);
  });

  it('sorts losses by t', () => {
    const byT = new LossByT(1000, null);
    byT.add(Float32Array.of(0, 40, 999), Float32Array.of(1, 3, 7));
    const now = byT.now();
    expect([now[0], now[LOSS_BUCKETS - 1]]).toEqual([2, 7]);
    expect(now[5]).toBeNaN();
  });
});

describe('from one schedule to another', () => {
  it('is the identity where they are the same', () => {
    const t = Float32Array.of(0, 1, 500, 998, 999);
    expect(timeMap(cosine, cosine)(t)).toEqual(t);
  });

  it('keeps ᾱ', () => {
    const asked = createSchedule(linear).alphasCumprod;
    const trained = createSchedule(cosine).alphasCumprod;
    const t = Float32Array.from({ length: 1000 }, (_, i) => i);
    const logSNR = (alpha: number) => Math.log(alpha / (1 - alpha));
    timeMap(
      linear,
      cosine,
    )(t).forEach((time, i) => {
      const [low, high] = [logSNR(trained[Math.floor(time)]!), logSNR(trained[Math.ceil(time)]!)];
      expect(low + (time % 1) * (high - low)).toBeCloseTo(logSNR(asked[i]!), 2);
    });
  });
});
