// Makes what is chosen on Noise fit the model that is open: a link may name a picture that the model has not, and
// another model may have pictures of another size.

import type { PackInfo } from '../../terms/pack-info';
import { sampleSize } from '../../terms/sample';
import { blankText } from './levels';
import { defaultNoise, type NoiseSettings, type PictureSource } from './noise-settings';

/** Settings that the model can show: another picture, or an earlier t, where it cannot. And what to say of that. */
export function fitToPack(
  settings: NoiseSettings,
  pack: PackInfo,
): { readonly settings: NoiseSettings; readonly note: string | null } {
  const size = sampleSize(pack.sampleShape);
  const t = Math.min(settings.t, pack.scheduler.trainTimesteps - 1);
  const { source, note } = fittedSource(settings.source, pack, size);
  const same = source === settings.source && t === settings.t;
  return { settings: same ? settings : { ...settings, source, t }, note };
}

function fittedSource(
  source: PictureSource,
  { sampleSheet, title }: PackInfo,
  size: number,
): { readonly source: PictureSource; readonly note: string | null } {
  const count = sampleSheet === undefined ? 0 : sampleSheet.rows * sampleSheet.columns;
  const first: PictureSource =
    count === 0
      ? { kind: 'drawn', text: blankText(size) }
      : { kind: 'sheet', index: Math.min(count - 1, 71) };
  if (source.kind !== 'sheet') {
    if (source.text.length === size) return { source, note: null };
    return { source: first, note: `The picture before was of another size than those of ${title}.` };
  }
  if (source.index < count) return { source, note: null };
  const isDefault = defaultNoise.source.kind === 'sheet' && source.index === defaultNoise.source.index;
  if (count === 0)
    return { source: first, note: `${title} has no sample sheet: draw a picture, or open one.` };
  const note = isDefault
    ? null
    : `The sheet of ${title} has ${count} pictures, none with the number ${source.index}.`;
  return { source: first, note };
}
