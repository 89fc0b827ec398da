// Draws a sentence of a frame: its words at their places, the heavier the ink the surer, and below as it is read.

import type { Rgb } from '../plots/pixels';
import { css } from './css-color';
import type { FramePalette, SentenceBlock, Tone } from './frame';
import { boardHeight, COLUMNS, PLACE, TEXT, TITLE } from './sentence-layout';
import { MARGIN } from './sheet-layout';

type Context = OffscreenCanvasRenderingContext2D;

const FAMILY = 'Inter, system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const BAR = 3;
const INDENT = 12;
/** The largest that fits is taken. */
const SIZES = [20, 17, 14] as const;

/** @param top of its title */
export function drawSentence(
  context: Context,
  { title, note, tone, places, text }: SentenceBlock,
  top: number,
  palette: FramePalette,
): void {
  const width = COLUMNS * PLACE.width;
  context.textAlign = 'left';
  context.font = `600 15px ${FAMILY}`;
  context.fillStyle = css(colorOf(tone, palette));
  context.fillText(title, MARGIN, top + 16, width);
  if (note !== '') {
    context.textAlign = 'right';
    context.font = `13px ${FAMILY}`;
    context.fillStyle = css(palette.quiet);
    context.fillText(note, MARGIN + width, top + 16, width / 2);
    context.textAlign = 'left';
  }
  const board = boardHeight(places.length);
  context.fillStyle = css(tone === 'plain' ? palette.line : palette[tone]);
  context.fillRect(MARGIN, top + TITLE, BAR, board + TEXT.lines * TEXT.height - 6);
  context.font = `15px ${FAMILY}`;
  places.forEach((place, i) => {
    const x = MARGIN + INDENT + (i % COLUMNS) * PLACE.width;
    const y = top + TITLE + Math.floor(i / COLUMNS) * PLACE.height + 17;
    context.fillStyle = css(between(palette.paper, colorOf(place.tone, palette), 0.2 + 0.8 * place.ink));
    context.fillText(place.text, x, y, PLACE.width - INDENT);
  });
  drawText(context, text, top + TITLE + board, width - INDENT, palette);
}

function drawText(context: Context, text: string, top: number, width: number, palette: FramePalette): void {
  let lines: readonly string[] = [];
  for (const size of SIZES) {
    context.font = `${size}px ${FAMILY}`;
    lines = wrapped(context, text, width);
    if (lines.length <= TEXT.lines) break;
  }
  if (lines.length > TEXT.lines) lines = [...lines.slice(0, TEXT.lines - 1), `${lines[TEXT.lines - 1]} …`];
  context.fillStyle = css(palette.ink);
  lines.forEach((line, i) => context.fillText(line, MARGIN + INDENT, top + 20 + i * TEXT.height, width));
}

function wrapped(context: Pick<Context, 'measureText'>, text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || context.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function colorOf(tone: Tone, palette: FramePalette): Rgb {
  return tone === 'plain' ? palette.ink : palette[tone];
}

function between(from: Rgb, to: Rgb, share: number): Rgb {
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(from[channel] + share * (to[channel] - from[channel]));
  return [mix(0), mix(1), mix(2)];
}
