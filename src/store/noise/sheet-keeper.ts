// Keeps the sample sheet of the open model at hand: read when it is first wanted, and again for another model.

import { reportOf } from '../../terms/errors';
import type { PackInfo, PackSource } from '../../terms/pack-info';
import { sampleSize } from '../../terms/sample';
import type { StoreWorld } from '../world';
import { patchNoise } from './asker';
import { fitting } from './fitting';
import { blankText } from './levels';
import { loadSheet, type ReadPackFile } from './sheet';
import { initialNoise } from './state';

export class SheetKeeper {
  #wanted = false;
  #open: { readonly source: PackSource; readonly pack: PackInfo } | null = null;

  constructor(
    private readonly world: StoreWorld,
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
    const { noise } = this.world.store.getState();
    const { settings, note } = fitting(noise.settings, pack);
    const kept = noise.sheet?.packId === pack.id ? noise.sheet : null;
    patchNoise(this.world, {
      settings,
      sheet: kept,
      answers: initialNoise.answers,
      sweep: initialNoise.sweep,
      trouble: null,
      target: noise.target !== null && noise.target >= pack.classes.length ? null : noise.target,
      ...(note === null ? {} : { note: { text: note, isTrouble: true } }),
      ...(settings.source === noise.settings.source ? {} : { before: [] }),
    });
    if ((this.#wanted || isNeeded) && kept === null) await this.#load(source, pack);
  }

  async #load(source: PackSource, pack: PackInfo): Promise<void> {
    if (pack.sampleSheet === undefined) return;
    try {
      const sheet = await loadSheet(source, pack, this.read);
      if (this.#open?.pack.id === pack.id) patchNoise(this.world, { sheet });
    } catch (error) {
      if (this.#open?.pack !== pack) return;
      const { noise } = this.world.store.getState();
      const blank = { kind: 'drawn', text: blankText(sampleSize(pack.sampleShape)) } as const;
      patchNoise(this.world, {
        note: { text: `The sample sheet could not be read: ${reportOf(error).message}`, isTrouble: true },
        ...(noise.settings.source.kind === 'sheet' ? { settings: { ...noise.settings, source: blank } } : {}),
      });
    }
  }
}
