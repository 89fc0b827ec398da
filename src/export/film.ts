// Turns frames into a file, in the export worker: one PNG, a GIF, or an MP4 (WebM where the browser encodes no
// H.264). The encoders are loaded when they are asked for.

import { part } from '../terms/part';
import { NudgeError } from '../terms/errors';
import { drawFrame, type Context } from './draw-frame';
import type { Frame } from './frame';
import { indexColors } from './gif-colors';
import { LAST_SECONDS, type Job } from './messages';

/** Draws frame `index` on the canvas. */
type Draw = (index: number) => Promise<void>;

/** @param frameAt asks the page for a frame */
export async function makeFilm(job: Job, frameAt: (index: number) => Promise<Frame>): Promise<Blob> {
  const context = newContext();
  const draw: Draw = async (index) => drawFrame(context, await frameAt(index), job.palette, index === 0);
  await draw(0);
  switch (job.kind) {
    case 'png':
      return await context.canvas.convertToBlob({ type: 'image/png' });
    case 'gif':
      return await makeGif(context, job, draw);
    case 'video':
      return await makeVideo(context, job, draw);
  }
}

function newContext(): Context {
  const canvas = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1);
  const context = canvas?.getContext('2d', { willReadFrequently: true }) ?? null;
  if (context === null) {
    throw new NudgeError(
      'bad-request',
      'This browser cannot draw in a worker, which saving pictures needs.',
      'A newer one can; data and Python are saved here too.',
    );
  }
  return context;
}

async function makeGif(context: Context, { frames, rate }: Job, draw: Draw): Promise<Blob> {
  const { GIFEncoder, quantize, applyPalette } = await part(() => import('gifenc'));
  const { width, height } = context.canvas;
  const encoder = GIFEncoder();
  for (let index = 0; index < frames; index++) {
    if (index > 0) await draw(index);
    const { data } = context.getImageData(0, 0, width, height);
    const indexed = indexColors(data, (rgba) => {
      const palette = quantize(rgba, 256);
      return { palette, index: applyPalette(rgba, palette) };
    });
    const delay = index === frames - 1 ? 1000 * LAST_SECONDS : 1000 / rate;
    encoder.writeFrame(indexed.index, width, height, { palette: indexed.palette, delay });
  }
  encoder.finish();
  return new Blob([encoder.bytes()], { type: 'image/gif' });
}

async function makeVideo(context: Context, { frames, rate }: Job, draw: Draw): Promise<Blob> {
  const bunny = await part(() => import('mediabunny'));
  const { canvas } = context;
  const size = { width: canvas.width, height: canvas.height };
  const mp4 = await bunny.getFirstEncodableVideoCodec(['avc', 'hevc'], size);
  const codec = mp4 ?? (await bunny.getFirstEncodableVideoCodec(['vp9', 'vp8', 'av1'], size));
  if (codec === null) {
    throw new NudgeError('bad-request', 'This browser cannot encode video.', 'Save a GIF instead.');
  }
  const format = mp4 === null ? new bunny.WebMOutputFormat() : new bunny.Mp4OutputFormat();
  const target = new bunny.BufferTarget();
  const output = new bunny.Output({ format, target });
  const source = new bunny.CanvasSource(canvas, { codec, bitrate: bunny.QUALITY_VERY_HIGH });
  output.addVideoTrack(source, { frameRate: rate });
  await output.start();
  for (let index = 0; index < frames; index++) {
    if (index > 0) await draw(index);
    await source.add(index / rate, 1 / rate);
  }
  // the last frame is repeated, for players ignore a longer duration of the last one
  const more = Math.round(LAST_SECONDS * rate);
  for (let extra = 0; extra < more; extra++) await source.add((frames + extra) / rate, 1 / rate);
  await output.finalize();
  if (target.buffer === null) throw new NudgeError('internal', 'video: expected a buffer, got none');
  return new Blob([target.buffer], { type: mp4 === null ? 'video/webm' : 'video/mp4' });
}
