// A pack's sample sheet, read: a hundred test images as samples, and what is known to be on each. Loaded with the first sheet that is wanted.

import { fetchFile } from '../../fetching/fetch-file';
import { troubleOf } from '../../terms/causes';
import { missing } from '../../terms/more-causes';
import { NudgeError } from '../../terms/errors';
import { guideOf, type PackInfo, type PackSource, type Slot } from '../../terms/pack-info';
import { sampleSize, type Samples, type SampleShape } from '../../terms/sample';
import { sheetOwner } from './sheet-owner';
import type { SampleSheet } from '../../terms/sample-sheet';
import { decodePng, type Pixels } from './png';

/** A pack’s test images, decoded. */
export interface Sheet {
  /** Of the pack that it belongs to: its id, or the sha256 of a person's own, whose name may be that of another. */
  readonly packId: string;
  readonly about: SampleSheet;
  readonly count: number;
  /** [count, H, W, C] in [-1, 1] */
  readonly samples: Samples;
  /** Of each image its label in each slot; null where the pack does not say. */
  readonly labels: readonly (readonly number[])[] | null; // [count][slots]
}

/** Reads a file of a pack. */
export type ReadPackFile = (source: PackSource, path: string) => Promise<Blob>;

/** @throws NudgeError */
export const readPackFile: ReadPackFile = async (source, path) => {
  const absent = new NudgeError('pack-missing', `${path} is not there.`, 'Draw a picture, or open one.');
  if (source.kind === 'files') {
    const found = [...source.files].find(([name]) => name === path || name.endsWith(`/${path}`));
    if (found === undefined) throw absent;
    return found[1];
  }
  if (source.kind !== 'url') throw absent;
  const bytes = await fetchFile(source.url + path, { name: path });
  if (bytes === null) throw troubleOf(missing, path);
  return new Blob([bytes]);
};

/** @throws NudgeError; the pack must name a sheet */
export async function loadSheet(source: PackSource, pack: PackInfo, read: ReadPackFile): Promise<Sheet> {
  const { sampleShape, sampleSheet } = pack;
  if (sampleSheet === undefined) {
    throw new NudgeError('pack-missing', 'This model has no sample sheet.', 'Draw a picture, or open one.');
  }
  const { path, rows, columns } = sampleSheet;
  const blob = await read(source, path);
  const pixels = await decodePng(new Uint8Array(await blob.arrayBuffer()), path);
  const samples = cut(pixels, sampleShape, rows, columns, path);
  const count = rows * columns;
  const labels = await labelsOf(source, pack, read, count);
  return { packId: sheetOwner(pack), about: sampleSheet, count, samples, labels };
}

/** In the slots of the guide that reads the pictures on Noise. @throws NudgeError */
async function labelsOf(
  source: PackSource,
  pack: PackInfo,
  read: ReadPackFile,
  count: number,
): Promise<Sheet['labels']> {
  const path = pack.sampleSheet?.labels;
  const slots = guideOf(pack)?.slots ?? [];
  if (path === undefined || slots.length === 0) return null;
  const text = await (await read(source, path)).text();
  const labels = checkedLabels(text, slots);
  if (labels?.length === count) return labels;
  throw new NudgeError(
    'pack-mismatch',
    `${path}: expected for each of ${count} images the number of its label in ${slots.map(({ name }) => name).join(', ')}, got something else.`,
    'Leave “labels” out of nudge.json, or write the file again.',
  );
}

/** null where they are no labels of these slots. */
function checkedLabels(text: string, slots: readonly Slot[]): number[][] | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(found)) return null;
  const rows: number[][] = [];
  for (const row of found as readonly unknown[]) {
    if (!Array.isArray(row) || row.length !== slots.length) return null;
    const numbers = (row as readonly unknown[]).filter(
      (each, slot): each is number => typeof each === 'number' && slots[slot]?.labels[each] !== undefined,
    );
    if (numbers.length !== slots.length) return null;
    rows.push(numbers);
  }
  return rows;
}

/** @returns [rows·columns, H, W, C] */
function cut(
  { width, height, channels, data }: Pixels,
  shape: SampleShape,
  rows: number,
  columns: number,
  path: string,
): Samples {
  const [h, w, c] = shape;
  if (width !== columns * w || height !== rows * h || channels !== c) {
    throw new NudgeError(
      'pack-mismatch',
      `${path}: expected ${columns * w}×${rows * h}×${c}, got ${width}×${height}×${channels}.`,
      'Make it again with training/sample_sheet.py.',
    );
  }
  const size = sampleSize(shape);
  const samples = new Float32Array(rows * columns * size);
  for (let image = 0; image < rows * columns; image++) {
    const top = Math.floor(image / columns) * h;
    const left = (image % columns) * w;
    for (let y = 0; y < h; y++) {
      for (let i = 0; i < w * c; i++) {
        const byte = data[((top + y) * width + left) * c + i]!;
        samples[image * size + y * w * c + i] = byte / 127.5 - 1;
      }
    }
  }
  return samples;
}
