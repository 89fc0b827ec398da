// The timeline's pictures on one canvas: a column for each moment; in it all lanes as a mosaic, and below it the
// ghost's. Only what has changed since the last time is drawn.

import { drawnShape } from '../terms/planes';
import type { SampleShape } from '../terms/sample';
import { changedColumns } from './changed-columns';
import { paintSample } from './pixels';
import type { Mosaic } from './strip-layout';
import { tokenColor } from './token-colors';

/** Pixels of a sample's own size between pictures. */
const GAP = 2;
const FADED = 90; // of 255

export interface StripPicture {
  /** [B, H, W, C]; null where there is none yet. */
  readonly samples: Float32Array | null;
  /** Beyond the playhead. */
  readonly faded: boolean;
}

/** What stands under the playhead, wherever that is between the columns. */
export interface StripPlayhead {
  readonly samples: Float32Array;
  /** 0 at the first column, 1 at the last. */
  readonly share: number;
}

export interface Strip {
  readonly pictures: readonly StripPicture[];
  readonly playhead: StripPlayhead | null;
  readonly mosaic: Mosaic;
  /** First lanes of the ghost at the same moments; null without a ghost. */
  readonly ghost: readonly (Float32Array | null)[] | null;
}

/** @param shape of one sample, [H, W, C] */
export function drawStrip(canvas: HTMLCanvasElement, strip: Strip, shape: SampleShape): void {
  const [height, width] = drawnShape(shape);
  const { pictures, playhead, mosaic, ghost } = strip;
  const columnWidth = mosaic.columns * width + GAP;
  const mosaicHeight = mosaic.rows * height + (mosaic.rows - 1) * GAP;
  const ghostHeight = ghost === null ? 0 : height * Math.max(1, mosaic.columns) + 2 * GAP;
  const full = { width: pictures.length * columnWidth, height: mosaicHeight + ghostHeight };
  if (canvas.width !== full.width || canvas.height !== full.height) {
    canvas.width = full.width;
    canvas.height = full.height;
  }
  const context = canvas.getContext('2d');
  if (context === null) return;
  const [red, green, blue] = tokenColor(canvas, '--line');
  context.fillStyle = `rgb(${red} ${green} ${blue} / 60%)`;
  const image = context.createImageData(width, height);
  const put = (samples: Float32Array, lane: number, x: number, y: number, alpha: number): void => {
    paintSample(samples, lane, shape, image.data);
    if (alpha < 255) for (let at = 3; at < image.data.length; at += 4) image.data[at] = alpha;
    context.putImageData(image, x, y);
  };
  const putAll = (samples: Float32Array, x: number, alpha: number): void => {
    for (let lane = 0; lane < mosaic.lanes; lane++) {
      const row = Math.floor(lane / mosaic.columns);
      put(samples, lane, x + (lane % mosaic.columns) * width, row * (height + GAP), alpha);
    }
  };
  const playheadX = Math.round((playhead?.share ?? 0) * (pictures.length - 1) * columnWidth + GAP / 2);
  const changed = changedColumns(
    canvas,
    [full.width, full.height, width, mosaic.columns, mosaic.lanes, context.fillStyle],
    pictures.map(({ samples, faded }, column) => {
      const from = column * columnWidth;
      const isCovered = from < playheadX + columnWidth && playheadX - GAP < from + columnWidth;
      const covering = isCovered && playhead !== null ? [playhead.samples, playheadX] : [null, null];
      return [samples, faded, ghost?.[column] ?? null, ...covering];
    }),
  );
  let isChanged = false;
  for (const column of changed) {
    isChanged = true;
    const x = column * columnWidth + GAP / 2;
    const { samples, faded } = pictures[column]!;
    context.clearRect(column * columnWidth, 0, columnWidth, full.height);
    if (samples === null) context.fillRect(x, 0, columnWidth - GAP, mosaicHeight);
    else putAll(samples, x, faded ? FADED : 255);
    const beside = ghost?.[column] ?? null;
    if (beside !== null) put(beside, 0, x, mosaicHeight + 2 * GAP, FADED * 2);
  }
  if (playhead === null || !isChanged) return;
  context.clearRect(playheadX - GAP, 0, columnWidth + GAP, mosaicHeight);
  putAll(playhead.samples, playheadX, 255);
}
