// Makes what is asked for fit the model that is open: its own defaults where they were left to it, and no target, guide
// or scale that it does not have, neither in the settings nor in the steerings of a link.

import type { PackDefault } from '../address/link';
import { hasLayout } from '../history/layout';
import type { Retake } from '../history/replay-state';
import type { Settings } from '../history/settings';
import { defaultTarget, takes } from '../terms/default-target';
import { guideOf, type GuideInfo, type PackInfo } from '../terms/pack-info';
import { sampleSize } from '../terms/sample';
import type { Target } from '../terms/target';
import { steeringText, type Steering } from '../terms/steering';
import { intervalText, type Interval } from '../terms/interval';
import { targetTexts } from '../terms/target-text';

interface Asked {
  readonly settings: Settings;
  readonly open: readonly PackDefault[];
  readonly retake: Retake | null;
}

export interface Fitted {
  readonly settings: Settings;
  readonly retake: Retake | null;
  /** Name and text of what of an address makes no sense with this model. */
  readonly refused: readonly (readonly [name: string, text: string])[];
  /** Steerings that ask for what the model has not, as text; empty where there are none. */
  readonly leftOut: string;
}

/** @param usual what the world begins with, where the pack has no such layout or target */
export function fitToPack(
  { settings, open, retake }: Asked,
  pack: PackInfo,
  usual: Pick<Settings, 'layout' | 'target'>,
): Fitted {
  const refused: (readonly [string, string])[] = [];
  let fitted = settings;
  if (!hasLayout(pack, fitted.layout)) {
    refused.push(['lanes', fitted.layout.id]);
    fitted = { ...fitted, layout: usual.layout };
  }
  if (!hasGuide(pack, fitted.guide)) {
    if (pack.guides.length > 0) refused.push(['guide', String(fitted.guide)]);
    fitted = { ...fitted, guide: null };
  }
  if (fitted.guide === null) fitted = { ...fitted, guide: guideFor(fitted.target, pack) };
  const guide = guideOf(pack, fitted.guide ?? undefined);
  if (guide !== null && !takes(guide, fitted.target)) {
    for (const [name, text] of Object.entries(targetTexts(fitted.target))) refused.push([name, text]);
    const target = takes(guide, usual.target) ? usual.target : defaultTarget(guide, pack.examples?.[0]);
    fitted = { ...fitted, target };
  }
  if (guide !== null) {
    const { guidanceScale } = fitted;
    const left = open.includes('guidanceScale');
    if (!left && !isInRange(guide, guidanceScale)) refused.push(['scale', String(guidanceScale)]);
    if (left || !isInRange(guide, guidanceScale)) {
      fitted = { ...fitted, guidanceScale: guide.scale.default };
    }
  }
  if (open.includes('steps')) fitted = { ...fitted, steps: pack.defaultSteps };
  const T = pack.scheduler.trainTimesteps;
  if (fitted.steps > T) fitted = { ...fitted, steps: T };
  const { guidanceInterval: acts } = fitted;
  if (acts !== null && !isWithin(acts, T)) refused.push(['interval', intervalText(acts)]);
  if (acts !== null && (!isWithin(acts, T) || isWhole(acts, T)))
    fitted = { ...fitted, guidanceInterval: null };
  if (retake === null) return { settings: fitted, retake, refused, leftOut: '' };
  const { kept, out } = fitSteering(retake.steering, fitted.guide, pack);
  return {
    settings: fitted,
    retake: out.length === 0 ? retake : { ...retake, steering: kept },
    refused,
    leftOut: steeringText(out),
  };
}

function fitSteering(
  steering: readonly Steering[],
  first: string | null,
  pack: PackInfo,
): { readonly kept: readonly Steering[]; readonly out: readonly Steering[] } {
  const kept: Steering[] = [];
  const out: Steering[] = [];
  let guide = first;
  for (const { at, ...changes } of steering) {
    if (changes.guide !== undefined && hasGuide(pack, changes.guide)) guide = changes.guide;
    const info = guideOf(pack, guide ?? undefined);
    const { target, guidanceScale } = changes;
    const doesNotFit = {
      guide: changes.guide !== guide && changes.guide !== undefined,
      target: target !== undefined && info !== null && !takes(info, target),
      guidanceScale: guidanceScale !== undefined && info !== null && !isInRange(info, guidanceScale),
      guidanceInterval: !isWithin(changes.guidanceInterval ?? NONE, pack.scheduler.trainTimesteps),
      seed: false,
      sampler: false,
      moves: changes.moves?.some(({ to }) => to.length !== sampleSize(pack.sampleShape)) === true,
    };
    const right = only(changes, (name) => !doesNotFit[name]);
    const wrong = only(changes, (name) => doesNotFit[name]);
    if (Object.keys(right).length > 0) kept.push({ at, ...right });
    if (Object.keys(wrong).length > 0) out.push({ at, ...wrong });
  }
  return { kept, out };
}

function only<T extends object>(value: T, keeps: (name: keyof T) => boolean): Partial<T> {
  const names = (Object.keys(value) as (keyof T)[]).filter(keeps);
  const kept: Partial<T> = {};
  for (const name of names) kept[name] = value[name];
  return kept;
}

/** Where no guide is named, the first that takes the target; null is the pack's first. */
function guideFor(target: Target, { guides }: PackInfo): string | null {
  const at = guides.findIndex((guide) => takes(guide, target));
  return at > 0 ? guides[at]!.id : null;
}

/** null is the first one, or none. */
function hasGuide({ guides }: PackInfo, guide: string | null): boolean {
  return guide === null || guides.some(({ id }) => id === guide);
}

const NONE: Interval = [0, 0];

/** Whether a chain of T timesteps has both ends of an interval. */
function isWithin([, high]: Interval, T: number): boolean {
  return high < T;
}

function isWhole([low, high]: Interval, T: number): boolean {
  return low === 0 && high === T - 1;
}

function isInRange({ scale }: GuideInfo, value: number): boolean {
  return value >= scale.min && value <= scale.max;
}
