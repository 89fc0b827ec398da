// Draws a frame on a canvas of its own, in the export worker.

import { paintSample, paintSigned } from '../plots/pixels';
import { drawnShape } from '../terms/planes';
import type { SampleShape } from '../terms/sample';
import { css } from './css-color';
import { drawSentence } from './draw-sentence';
import type { Frame, FramePalette, PictureFrame, SentenceFrame, Tile } from './frame';
import { layOutSentences } from './sentence-layout';
import { layOut, MARGIN, type Place, type Sheet } from './sheet-layout';

const SANS = '15px Inter, system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const MONO = '13px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';

export type Context = OffscreenCanvasRenderingContext2D;

/** The canvas takes the frame's size when it is `first`; later frames of a film keep it. */
export function drawFrame(context: Context, frame: Frame, palette: FramePalette, first: boolean): void {
  const { sheet, draw } =
    'sentences' in frame ? sentences(context, frame, palette) : pictures(context, frame, palette);
  const { canvas } = context;
  if (first) {
    canvas.width = sheet.width;
    canvas.height = sheet.height;
  }
  context.fillStyle = css(palette.paper);
  context.fillRect(0, 0, canvas.width, canvas.height);
  draw();
  context.fillStyle = css(palette.quiet);
  context.font = MONO;
  context.textAlign = 'left';
  context.fillText(frame.caption, MARGIN, sheet.captionY, canvas.width - 2 * MARGIN);
  if (frame.share !== null) drawShare(context, frame.share, sheet.captionY + 12, palette);
}

/** Where all of it stands, and how it comes there. */
interface Drawing {
  readonly sheet: Sheet;
  readonly draw: () => void;
}

function pictures(context: Context, frame: PictureFrame, palette: FramePalette): Drawing {
  const sheet = layOut(frame);
  const [height, width] = drawnShape(frame.shape);
  return {
    sheet,
    draw() {
      const pixels = new OffscreenCanvas(width, height);
      for (const place of sheet.places) {
        const tile = frame.rows[place.row]?.[place.column];
        if (tile !== undefined) drawTile(context, tile, place, frame.shape, palette, pixels);
      }
    },
  };
}

function sentences(context: Context, frame: SentenceFrame, palette: FramePalette): Drawing {
  const sheet = layOutSentences(frame.sentences.map(({ places }) => places.length));
  return {
    sheet,
    draw: () =>
      frame.sentences.forEach((block, i) => {
        const top = sheet.tops[i];
        if (top !== undefined) drawSentence(context, block, top, palette);
      }),
  };
}

function drawTile(
  context: Context,
  { values, range, title, note, tone }: Tile,
  { x, y, width, height }: Place,
  shape: SampleShape,
  palette: FramePalette,
  pixels: OffscreenCanvas,
): void {
  const color = tone === 'plain' ? palette.ink : palette[tone];
  context.textAlign = 'left';
  context.font = `600 ${SANS}`;
  context.fillStyle = css(color);
  context.fillText(title, x, y - 8, width);
  const titleWidth = Math.min(width, context.measureText(title).width);
  const room = width - titleWidth - 10;
  if (note !== '' && room > 20) {
    context.textAlign = 'right';
    context.font = MONO;
    context.fillStyle = css(palette.quiet);
    context.fillText(note, x + width, y - 8, room);
  }
  if (values === null) {
    context.fillStyle = css(palette.line);
    context.fillRect(x, y, width, height);
    return;
  }
  const inner = pixels.getContext('2d');
  if (inner === null) return;
  const image = inner.createImageData(pixels.width, pixels.height);
  if (range === null) paintSample(values, 0, shape, image.data);
  else paintSigned(values, 0, shape, range, palette.signed, image.data);
  inner.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(pixels, x, y, width, height);
  if (range !== null) {
    context.strokeStyle = css(palette.line); // where nothing is nudged, the map has the paper's colour
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  }
  if (tone === 'guide') {
    context.strokeStyle = css(palette.guide);
    context.lineWidth = 2;
    context.strokeRect(x - 1, y - 1, width + 2, height + 2);
  }
}

function drawShare(context: Context, share: number, y: number, palette: FramePalette): void {
  const width = context.canvas.width - 2 * MARGIN;
  context.fillStyle = css(palette.line);
  context.fillRect(MARGIN, y, width, 3);
  context.fillStyle = css(palette.guide);
  context.fillRect(MARGIN, y, Math.round(width * share), 3);
}
