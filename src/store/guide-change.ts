// Another guide in the middle of a run: what it is asked for, and how strongly. Every guide keeps its scale, and every
// kind of target the last one that was asked for; the first time, it is made of what the guide before was asked for.

import type { Settings, Steer } from '../history/settings';
import { askedOf } from '../terms/asked-of';
import { takes } from '../terms/default-target';
import { guideOf, type GuideInfo, type PackInfo } from '../terms/pack-info';
import type { Target } from '../terms/target';

export interface GuideChange {
  readonly changes: Pick<Steer, 'guide' | 'target' | 'guidanceScale'>;
  /** What there is to say of it; null where there is nothing. */
  readonly notice: string | null;
}

export class GuideChanges {
  readonly #targets = new Map<string, Target>();
  readonly #scales = new Map<string, number>();

  /** @returns null where that guide steers already, or there is none of that id */
  to(id: string | null, pack: PackInfo, settings: Settings): GuideChange | null {
    const from = guideOf(pack, settings.guide ?? undefined);
    const to = guideOf(pack, id ?? undefined);
    if (from === null || to === null || from === to || (id !== null && to.id !== id)) return null;
    const { target, guidanceScale } = settings;
    this.#targets.set(keyOf(pack, target.kind), target);
    this.#scales.set(keyOf(pack, from.id), guidanceScale);
    const kept = to.targets.flatMap((kind) => this.#targets.get(keyOf(pack, kind)) ?? []);
    const { target: next, notice } = madeFor(to, kept, target);
    return {
      changes: {
        guide: id,
        target: next,
        guidanceScale: this.#scales.get(keyOf(pack, to.id)) ?? to.scale.default,
      },
      notice,
    };
  }
}

function keyOf({ id }: PackInfo, what: string): string {
  return `${id} ${what}`;
}

function madeFor(
  guide: GuideInfo,
  kept: readonly Target[],
  before: Target,
): { readonly target: Target; readonly notice: string | null } {
  const known = kept.find((target) => takes(guide, target));
  if (known !== undefined) return { target: known, notice: null };
  const target = askedOf(guide, before);
  const { title } = guide;
  if (target.kind === 'slots' && Object.keys(target.values).length === 0) {
    return { target, notice: `The prompt names no value that “${title}” knows, so nothing is asked for.` };
  }
  if (target.kind === 'prompt' && target.parts.length === 0) {
    return { target, notice: `No value was asked for, so the prompt of “${title}” is empty.` };
  }
  return { target, notice: null };
}
