// What the settings of Noise come to: x_0, ε, and x_t at t of both schedules. Pure, and worked out once.

import { equalNoiseTime } from '../../diffusion/forward/equal-noise';
import { jumpNoise } from '../../diffusion/forward/forward-noise';
import { jump } from '../../diffusion/forward/jump';
import { ownName, pairOfSchedules, type ScheduleName } from '../../diffusion/forward/pair-of-schedules';
import type { PackInfo } from '../../terms/pack-info';
import { sampleSize, type Samples } from '../../terms/sample';
import type { SchedulerConfig } from '../../terms/scheduler';
import { samplesOf } from './levels';
import type { NoiseSettings, PictureSource } from './noise-settings';
import type { Sheet } from './sheet';
import { sheetOwner } from './sheet-owner';

/** x_t of one schedule, and where the model's own schedule has as much noise. */
export interface NoisedSample {
  readonly schedule: ScheduleName;
  readonly t: number;
  readonly alphaCumprod: number;
  readonly xt: Samples; // [H, W, C]
  /** t' and ᾱ of the model's own schedule: t and ᾱ themselves where it is this one. */
  readonly askedT: number;
  readonly askedAlphaCumprod: number;
}

/** A picture, its noise, and what both come to at t under each schedule. */
export interface ForwardSamples {
  readonly x0: Samples; // [H, W, C]
  readonly eps: Samples; // [H, W, C]
  readonly linear: NoisedSample;
  readonly cosine: NoisedSample;
}

/** The schedule along which x_t is shown large, and about which the model is asked first. */
export function scheduleOf({ schedule }: NoiseSettings, config: SchedulerConfig): ScheduleName {
  return schedule ?? ownName(config) ?? 'linear';
}

/** x_0 of a source; null where the sheet is not here (yet), or the picture is of another size. */
export function pictureOf(source: PictureSource, size: number, sheet: Sheet | null): Samples | null {
  if (source.kind !== 'sheet') return source.text.length === size ? samplesOf(source.text) : null;
  if (sheet === null || source.index >= sheet.count) return null;
  const samples = sheet.samples.slice(source.index * size, (source.index + 1) * size);
  return samples.length === size ? samples : null;
}

/**
 * x_t under one of the two schedules, and at which t the pack's denoiser is asked about it: that of the same
 * ᾱ.
 */
export function noisedAt(
  x0: Samples,
  eps: Samples,
  config: SchedulerConfig,
  schedule: ScheduleName,
  t: number,
): NoisedSample {
  const schedules = pairOfSchedules(config);
  const alphaCumprod = schedules[schedule].alphasCumprod[t] ?? 0;
  const own = schedules.own.alphasCumprod;
  const askedT = schedules[schedule] === schedules.own ? t : equalNoiseTime(own, alphaCumprod);
  return {
    schedule,
    t,
    alphaCumprod,
    xt: jump(x0, eps, alphaCumprod),
    askedT,
    askedAlphaCumprod: own[askedT] ?? 0,
  };
}

/** Whether the sheet must be here before it can be worked out. */
export function needsSheet(from: NoiseSettings | null | undefined): boolean {
  return from?.source.kind === 'sheet';
}

/** Where a run begins that begins on Noise: x_t of one lane, at t of the model's own schedule. */
export function beginningOf(
  from: NoiseSettings,
  pack: PackInfo,
  sheet: Sheet | null,
): { readonly t: number; readonly xt: Samples } | null {
  const size = sampleSize(pack.sampleShape);
  const x0 = pictureOf(from.source, size, sheet?.packId === sheetOwner(pack) ? sheet : null);
  const { scheduler } = pack;
  if (x0 === null || from.t >= scheduler.trainTimesteps) return null;
  const eps = jumpNoise(from.seed, size, scheduler.trainTimesteps);
  const { xt, askedT } = noisedAt(x0, eps, scheduler, scheduleOf(from, scheduler), from.t);
  return { t: askedT, xt };
}

interface Known<T> {
  readonly pack: PackInfo;
  readonly sheet: Sheet | null;
  readonly value: T;
}

const pictures = new WeakMap<PictureSource, Known<Samples | null>>();
const moments = new WeakMap<NoiseSettings, Known<ForwardSamples | null>>();

/** Worked out once for each source, and once for all settings; null while the model or the sheet is not here. */
export function forwardSamplesFor(
  settings: NoiseSettings,
  pack: PackInfo | null,
  sheet: Sheet | null,
): ForwardSamples | null {
  if (pack === null) return null;
  return known(moments, settings, pack, sheet, () => {
    const { source, t, seed } = settings;
    const size = sampleSize(pack.sampleShape);
    const x0 = known(pictures, source, pack, sheet, () =>
      pictureOf(source, size, sheet?.packId === sheetOwner(pack) ? sheet : null),
    );
    if (x0 === null) return null;
    const { scheduler } = pack;
    const last = scheduler.trainTimesteps - 1;
    const eps = jumpNoise(seed, size, scheduler.trainTimesteps);
    const at = (schedule: ScheduleName): NoisedSample =>
      noisedAt(x0, eps, scheduler, schedule, Math.min(t, last));
    return { x0, eps, linear: at('linear'), cosine: at('cosine') };
  });
}

function known<K extends object, T>(
  all: WeakMap<K, Known<T>>,
  key: K,
  pack: PackInfo,
  sheet: Sheet | null,
  work: () => T,
): T {
  const before = all.get(key);
  if (before?.pack === pack && before.sheet === sheet) return before.value;
  const value = work();
  all.set(key, { pack, sheet, value });
  return value;
}
