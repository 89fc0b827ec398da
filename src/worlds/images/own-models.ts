// Models of the person's own that can be opened again: those of this tab, and those that are kept on the device.

import { answersOf, ownKey, ownModelOf, type OwnModel } from '../../terms/own-model';
import type { PackInfo, PackSource } from '../../terms/pack-info';

type Files = ReadonlyMap<string, Blob>;

/** Where models outlive the tab. */
export interface ModelShelf {
  /** @returns null where it is not there */
  find(sha256: string): Promise<Files | null>;
  /** Keeps it, or says why not. */
  keep(model: OwnModel, title: string, files: Files): Promise<void>;
}

/** On the device; loaded when a person's own model is asked for or opened. */
export const deviceShelf: ModelShelf = {
  find: async (sha256) => await (await import('../../offline/kept-models')).findKept(sha256),
  keep: async (model, title, files) =>
    await (await import('../../offline/keep-model')).keepModel(model, title, files),
};

export class OwnModels {
  readonly #opened = new Map<string, PackSource>();

  constructor(private readonly shelf: ModelShelf) {}

  async find(model: OwnModel): Promise<PackSource | null> {
    const { name, sha256 } = model;
    const opened = this.#opened.get(ownKey(model));
    if (opened !== undefined) return opened;
    const files = await this.shelf.find(sha256).catch(() => null);
    return files === null ? null : { kind: 'files', id: name, files, answers: answersOf(model) };
  }

  opened(source: PackSource, pack: PackInfo): void {
    const own = ownModelOf(pack);
    if (own === null || source.kind !== 'files') return;
    this.#opened.set(ownKey(own), source);
    void this.shelf.keep(own, pack.title, source.files).catch(() => undefined);
  }
}
