// The timeline's pictures on one canvas: a column for each moment, a row for each lane.

import type { SampleShape } from '../terms/sample';
import { paintSample } from './pixels';
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

export function drawStrip(
  canvas: HTMLCanvasElement,
  pictures: readonly StripPicture[],
  playhead: StripPlayhead | null,
  lanes: number,
  shape: SampleShape,
): void {
  const [height, width] = shape;
  const columnWidth = width + GAP;
  const rowHeight = height + GAP;
  const full = { width: pictures.length * columnWidth, height: lanes * rowHeight - GAP };
  if (canvas.width !== full.width || canvas.height !== full.height) {
    canvas.width = full.width;
    canvas.height = full.height;
  }
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.clearRect(0, 0, full.width, full.height);
  const [red, green, blue] = tokenColor(canvas, '--line');
  context.fillStyle = `rgb(${red} ${green} ${blue} / 60%)`;
  const image = context.createImageData(width, height);
  const put = (samples: Float32Array, lane: number, x: number, alpha: number): void => {
    paintSample(samples, lane, shape, image.data);
    if (alpha < 255) for (let at = 3; at < image.data.length; at += 4) image.data[at] = alpha;
    context.putImageData(image, x, lane * rowHeight);
  };
  for (let lane = 0; lane < lanes; lane++) {
    pictures.forEach(({ samples, faded }, column) => {
      const x = column * columnWidth + GAP / 2;
      if (samples === null) context.fillRect(x, lane * rowHeight, width, height);
      else put(samples, lane, x, faded ? FADED : 255);
    });
    if (playhead === null) continue;
    const x = Math.round(playhead.share * (pictures.length - 1) * columnWidth + GAP / 2);
    context.clearRect(x - GAP, lane * rowHeight, width + 2 * GAP, height);
    put(playhead.samples, lane, x, 255);
  }
}
