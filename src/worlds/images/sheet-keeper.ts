// Caches the sample sheet of the open model: read when it is first needed, and again for another model.

import { reportOf } from '../../terms/errors';
import { takes } from '../../terms/default-target';
import { guideOf, type PackInfo, type PackSource } from '../../terms/pack-info';
import { sampleSize } from '../../terms/sample';
import type { Nudge } from '../../store/world';
import { fitToPack } from './fit-to-pack';
import { blankText } from './levels';
import type { ReadPackFile } from './sheet';
import { sheetOwner } from './sheet-owner';
import { initialNoise, noiseOf, patchNoise } from './noise-state';

export class SheetKeeper {
  #wanted = false;
  #open: { readonly source: PackSource; readonly pack: PackInfo } | null = null;

  constructor(
    private readonly nudge: Nudge,
    private readonly read: ReadPackFile,
  ) {}

  /** From now on every model's sheet is read. */
  want(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    if (this.#open !== null) void this.#load(this.#open.source, this.#open.pack);
  }

  /** Another model is open, or a recording of one: what is chosen is made to fit it. Resolves when its sheet is here,
   * if it is wanted or needed. */
  async opened(source: PackSource, pack: PackInfo, isNeeded: boolean): Promise<void> {
    this.#open = { source, pack };
    const noise = noiseOf(this.nudge.store.getState());
    const { settings, note } = fitToPack(noise.settings, pack);
    const guide = guideOf(pack);
    const kept = noise.sheet?.packId === sheetOwner(pack) ? noise.sheet : null;
    patchNoise(this.nudge, {
      settings,
      sheet: kept,
      answers: initialNoise.answers,
      overT: initialNoise.overT,
      trouble: null,
      target: guide === null || noise.target === null || !takes(guide, noise.target) ? null : noise.target,
      ...(note === null ? {} : { note: { text: note, isTrouble: true } }),
      ...(settings.source === noise.settings.source ? {} : { before: [] }),
    });
    if ((this.#wanted || isNeeded) && kept === null) await this.#load(source, pack);
  }

  async #load(source: PackSource, pack: PackInfo): Promise<void> {
    if (pack.sampleSheet === undefined) return;
    try {
      const { loadSheet } = await import('./sheet');
      const sheet = await loadSheet(source, pack, this.read);
      if (this.#open !== null && sheetOwner(this.#open.pack) === sheetOwner(pack))
        patchNoise(this.nudge, { sheet });
    } catch (error) {
      if (this.#open?.pack !== pack) return;
      const noise = noiseOf(this.nudge.store.getState());
      const blank = { kind: 'drawn', text: blankText(sampleSize(pack.sampleShape)) } as const;
      patchNoise(this.nudge, {
        note: { text: `The sample sheet could not be read: ${reportOf(error).message}`, isTrouble: true },
        ...(noise.settings.source.kind === 'sheet' ? { settings: { ...noise.settings, source: blank } } : {}),
      });
    }
  }
}
