// Any picture of a person's own to a sample: cropped to its middle, scaled, made grey where the model is grey, and
// inverted where it is light and the model knows light on dark. It is decoded and scaled by the browser, off the page's
// own thread, so that a large photograph does not hold it up.

import { textOf } from './levels';
import type { Samples, SampleShape } from '../../terms/sample';

export type ReadPicture =
  | { readonly text: string; readonly note: string }
  /** A sentence. */
  | { readonly refusal: string };

/** The browser scales to this multiple of the sample's size; the rest is a mean over whole pixels. */
const OVER = 4;
const MOST_BYTES = 200_000_000;
const MOST_PIXELS = 250_000_000;

/** @param darkGround whether the model's pictures are light on dark, so that one on white is to be inverted */
export async function readPicture(blob: Blob, shape: SampleShape, darkGround: boolean): Promise<ReadPicture> {
  const called = blob instanceof File && blob.name !== '' ? `“${blob.name}”` : 'What was handed over';
  if (blob.size > MOST_BYTES) {
    return { refusal: `${called} has ${Math.round(blob.size / 1e6)} MB; at most 200 can be read.` };
  }
  const isVector = /svg/.test(blob.type) || /\.svg$/i.test(called.slice(0, -1));
  const size = await sizeOf(isVector ? new Blob([blob], { type: 'image/svg+xml' }) : blob);
  if (size === null) return { refusal: `${called} cannot be read as a picture.` };
  if (size.width * size.height > MOST_PIXELS) {
    return {
      refusal: `${called} has ${Math.round((size.width * size.height) / 1e6)} megapixels; at most 250 can be read.`,
    };
  }
  const [height, width, channels] = shape;
  const crop = middleOf(size.width, size.height, width / height);
  let pixels: Uint8ClampedArray;
  try {
    pixels = await scaled(isVector ? size.image : blob, crop, width * OVER, height * OVER);
  } catch {
    return { refusal: `${called} cannot be read as a picture.` };
  }
  const samples = averaged(pixels, shape);
  const inverts = darkGround && isLight(samples, shape);
  const done = [
    crop.width < size.width || crop.height < size.height ? 'cropped to its middle' : '',
    size.width === width && size.height === height
      ? ''
      : `scaled from ${size.width} × ${size.height} to ${width} × ${height}`,
    channels < 3 ? 'made grey' : '',
    inverts ? 'inverted, for it is light and the model knows light on dark' : '',
  ].filter((each) => each !== '');
  return {
    text: textOf(inverts ? samples.map((value) => -value) : samples),
    note: done.length === 0 ? `${called} is shown as it is.` : `${called} was ${listed(done)}.`,
  };
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

interface Sized {
  readonly width: number;
  readonly height: number;
  readonly image: HTMLImageElement;
}

/** Width and height, from the file's head: nothing is decoded. Null for what is no picture. */
async function sizeOf(blob: Blob): Promise<Sized | null> {
  const url = URL.createObjectURL(blob);
  try {
    const image = new Image();
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
    const { naturalWidth: width, naturalHeight: height } = image;
    return width > 0 && height > 0 ? { width, height, image } : null;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest part in the middle that has this ratio of width to height. */
export function middleOf(width: number, height: number, ratio: number): Crop {
  const wide = width / height > ratio;
  const w = wide ? Math.max(1, Math.round(height * ratio)) : width;
  const h = wide ? height : Math.max(1, Math.round(width / ratio));
  return { x: Math.floor((width - w) / 2), y: Math.floor((height - h) / 2), width: w, height: h };
}

/** @param from a file; or, for a vector image, the element itself: it is rendered at each size, and has no bitmap */
async function scaled(
  from: Blob | HTMLImageElement,
  crop: Crop,
  width: number,
  height: number,
): Promise<Uint8ClampedArray> {
  const { x, y } = crop;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('read picture: expected a canvas');
  context.fillStyle = '#fff'; // what is transparent lies on paper
  context.fillRect(0, 0, width, height);
  if (from instanceof Blob) {
    const bitmap = await createImageBitmap(from, x, y, crop.width, crop.height, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'medium',
    });
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
  } else {
    context.drawImage(from, x, y, crop.width, crop.height, 0, 0, width, height);
  }
  return context.getImageData(0, 0, width, height).data;
}

/**
 * The mean of every OVER × OVER pixels; grey as the eye weighs it (Rec. 601).
 *
 * @param pixels [OVER·H, OVER·W, 4]
 * @returns [H, W, C] in [-1, 1]
 */
export function averaged(pixels: ArrayLike<number>, [height, width, channels]: SampleShape): Samples {
  const out = new Float32Array(height * width * channels);
  for (let row = 0; row < height * OVER; row++) {
    for (let column = 0; column < width * OVER; column++) {
      const from = (row * width * OVER + column) * 4;
      const [red, green, blue] = [pixels[from]!, pixels[from + 1]!, pixels[from + 2]!];
      const to = (Math.floor(row / OVER) * width + Math.floor(column / OVER)) * channels;
      const grey = 0.299 * red + 0.587 * green + 0.114 * blue;
      for (let channel = 0; channel < channels; channel++) {
        out[to + channel]! += channels < 3 ? grey : [red, green, blue, 255][channel]!;
      }
    }
  }
  return out.map((sum) => sum / (OVER * OVER) / 127.5 - 1);
}

/** Whether its ground is light: the mean along its edge lies above the middle. */
export function isLight(samples: Samples, [height, width, channels]: SampleShape): boolean {
  let sum = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const inside = row > 0 && row < height - 1 && column > 0 && column < width - 1;
      if (inside) continue;
      for (let channel = 0; channel < channels; channel++) {
        sum += samples[(row * width + column) * channels + channel]!;
      }
    }
  }
  return sum > 0;
}
