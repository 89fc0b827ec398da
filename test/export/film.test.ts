// What stands where in a saved picture, sentence or film, and when: drawn on a canvas that writes it down.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeFilm } from '../../src/export/film';
import type { Frame, FramePalette, PictureFrame, SentenceBlock, Tile } from '../../src/export/frame';
import { LAST_SECONDS, type FilmKind } from '../../src/export/messages';
import { COLUMNS } from '../../src/export/sentence-layout';
import { RecordingCanvas } from './recording-canvas';

const palette: FramePalette = {
  paper: [250, 250, 250],
  ink: [10, 10, 10],
  line: [200, 200, 200],
  guide: [220, 60, 60],
  model: [60, 60, 220],
  quiet: [120, 120, 120],
  signed: { negative: [0, 0, 255], zero: [255, 255, 255], positive: [255, 0, 0] },
};

beforeEach(() => {
  RecordingCanvas.made = [];
  vi.stubGlobal('OffscreenCanvas', RecordingCanvas);
});
afterEach(() => vi.unstubAllGlobals());

async function make(kind: FilmKind, frames: readonly Frame[], rate = 4): Promise<Blob> {
  const job = { kind, frames: frames.length, rate, palette };
  return await makeFilm(job, (index) => Promise.resolve(frames[index]!));
}

/** What has been drawn for a single frame, and how large the canvas is. */
async function drawn(frame: Frame): Promise<{ lines: readonly string[]; size: string }> {
  const blob = await make('png', [frame]);
  expect(blob.type).toBe('image/png');
  const { lines, width, height } = RecordingCanvas.made[0]!;
  return { lines, size: `${width} × ${height}` };
}

const tile = (over: Partial<Tile> = {}): Tile => ({
  values: Float32Array.of(-1, 1),
  range: null,
  title: '',
  note: '',
  tone: 'plain',
  ...over,
});
const pictures = (tiles: readonly Tile[], over: Partial<PictureFrame> = {}): PictureFrame => ({
  shape: [1, 2, 1],
  rows: [tiles],
  caption: 'digits, seed 3',
  share: null,
  ...over,
});

describe('a saved picture', () => {
  it('has its title, its note at the right, its pixels unblurred, and a caption, on paper', async () => {
    const { lines, size } = await drawn(pictures([tile({ title: 'x̂_0', note: 't = 9' })]));
    expect(size).toBe('528 × 240');
    expect(lines).toEqual([
      'area 0 0 528 240 rgb(250 250 250)',
      'text ‘x̂_0’ left 24 42 within 280, 15px rgb(10 10 10)',
      'text ‘t = 9’ right 304 42 within 240, 13px rgb(120 120 120)',
      'picture 24 50 280 140 sharp, pixels 0 0 0 255 255 255 255 255',
      'text ‘digits, seed 3’ left 24 220 within 480, 13px rgb(120 120 120)',
    ]);
  });

  it('leaves out a note that has no room beside the title', async () => {
    const title = 'guided toward 7 with s = 4 from here';
    expect((await drawn(pictures([tile({ title, note: 't = 9' })]))).lines.join()).not.toContain('t = 9');
  });

  it('that is not there yet is an empty place', async () => {
    const { lines } = await drawn(pictures([tile({ values: null })]));
    expect(lines).toContain('area 24 24 280 140 rgb(200 200 200)');
    expect(lines.join()).not.toContain('picture');
  });

  it('of signed values has their map and an edge; what is guided has the guide’s colour around it', async () => {
    const nudge = tile({ values: Float32Array.of(-2, 0), range: 2, tone: 'guide', title: 'Σg' });
    const { lines } = await drawn(pictures([nudge]));
    expect(lines.slice(1, 5)).toEqual([
      'text ‘Σg’ left 24 42 within 280, 15px rgb(220 60 60)',
      'picture 24 50 280 140 sharp, pixels 0 0 255 255 255 255 255 255',
      'frame 24.5 50.5 279 139 rgb(200 200 200) 1',
      'frame 23 49 282 142 rgb(220 60 60) 2',
    ]);
  });

  it('of a run under way says how far it has come, as a line', async () => {
    const { lines } = await drawn(pictures([tile()], { share: 0.25 }));
    expect(lines.slice(-2)).toEqual([
      'area 24 198 480 3 rgb(200 200 200)',
      'area 24 198 120 3 rgb(220 60 60)',
    ]);
  });

  it('needs a browser that draws in a worker, and says so', async () => {
    vi.stubGlobal('OffscreenCanvas', undefined);
    await expect(make('png', [pictures([tile()])])).rejects.toThrow(/cannot draw in a worker/);
  });
});

const sentence = (over: Partial<SentenceBlock> = {}): SentenceBlock => ({
  title: 'Guided',
  note: '',
  tone: 'guide',
  places: [],
  text: 'The pub is cheap.',
  ...over,
});
const sentences = (...blocks: readonly SentenceBlock[]): Frame => ({
  sentences: blocks,
  caption: 'e2e',
  share: null,
});

describe('a saved sentence', () => {
  it('has title, note, a bar and its text; a second one stands below it', async () => {
    const { lines } = await drawn(sentences(sentence({ note: 't = 9' }), sentence({ tone: 'plain' })));
    expect(lines).toEqual([
      'area 0 0 1024 316 rgb(250 250 250)',
      'text ‘Guided’ left 24 40 within 976, 15px rgb(220 60 60)',
      'text ‘t = 9’ right 1000 40 within 488, 13px rgb(120 120 120)',
      'area 24 50 3 75 rgb(220 60 60)',
      'text ‘The pub is cheap.’ left 36 70 within 964, 20px rgb(10 10 10)',
      'text ‘Guided’ left 24 169 within 976, 15px rgb(10 10 10)',
      'area 24 179 3 75 rgb(200 200 200)',
      'text ‘The pub is cheap.’ left 36 199 within 964, 20px rgb(10 10 10)',
      'text ‘e2e’ left 24 296 within 976, 13px rgb(120 120 120)',
    ]);
  });

  it('has its words in rows, the heavier the surer', async () => {
    const places = Array.from({ length: COLUMNS + 1 }, (_, i) => ({
      text: `w${i}`,
      ink: i === 0 ? 1 : 0,
      tone: 'plain' as const,
    }));
    const { lines } = await drawn(sentences(sentence({ places })));
    expect(lines.filter((line) => line.includes('‘w'))).toEqual([
      'text ‘w0’ left 36 67 within 110, 15px rgb(10 10 10)',
      ...[1, 2, 3, 4, 5, 6, 7].map(
        (i) => `text ‘w${i}’ left ${36 + 122 * i} 67 within 110, 15px rgb(202 202 202)`,
      ),
      'text ‘w8’ left 36 92 within 110, 15px rgb(202 202 202)',
    ]);
  });

  it('too long for three lines is set smaller, and then cut with a sign that it goes on', async () => {
    const textOf = async (words: number) => {
      RecordingCanvas.made = [];
      const text = Array<string>(words).fill('restaurant').join(' ');
      const { lines } = await drawn(sentences(sentence({ text })));
      return lines.filter((line) => line.includes('restaurant'));
    };
    expect(await textOf(8)).toHaveLength(1); // 8 × 11 - 1 letters of 10 px
    expect(await textOf(9)).toHaveLength(2);
    const smaller = await textOf(25);
    expect(smaller).toHaveLength(3);
    expect(smaller[0]).toContain('17px');
    const cut = await textOf(60);
    expect(cut).toHaveLength(3);
    expect(cut[2]).toMatch(/restaurant …’.* 14px/);
    expect(cut[0]).not.toContain('…');
  });
});

const film = vi.hoisted(() => ({ added: [] as (readonly [number, number])[], codecs: [] as string[] }));
vi.mock('mediabunny', () => ({
  getFirstEncodableVideoCodec: (wanted: readonly string[]) =>
    Promise.resolve(wanted.find((codec) => film.codecs.includes(codec)) ?? null),
  WebMOutputFormat: class {
    readonly fileExtension = '.webm';
  },
  Mp4OutputFormat: class {
    readonly fileExtension = '.mp4';
  },
  QUALITY_VERY_HIGH: 1,
  BufferTarget: class {
    readonly buffer = new ArrayBuffer(7);
  },
  CanvasSource: class {
    add(at: number, duration: number): void {
      film.added.push([at, duration]);
    }
  },
  Output: class {
    addVideoTrack(): void {}
    start(): void {}
    finalize(): void {}
  },
}));

describe('a film', () => {
  const frames = [1, 2, 3].map((i) => pictures([tile({ title: `frame ${i}` })]));

  it('as a GIF has each frame for its time, the last one longer', async () => {
    const blob = await make('gif', frames);
    expect(blob.type).toBe('image/gif');
    const bytes = [...new Uint8Array(await blob.arrayBuffer())];
    // the graphic control extension: 21 f9 04, flags, hundredths of a second
    const delays = bytes.flatMap((byte, i) =>
      byte === 0x21 && bytes[i + 1] === 0xf9 && bytes[i + 2] === 4
        ? [bytes[i + 4]! + 256 * bytes[i + 5]!]
        : [],
    );
    expect(delays).toEqual([25, 25, 100 * LAST_SECONDS]);
    const titles = RecordingCanvas.made[0]!.lines.filter((line) => line.includes('frame '));
    expect(titles.map((line) => /‘(.*)’/.exec(line)?.[1])).toEqual(['frame 1', 'frame 2', 'frame 3']);
  });

  it('as a video is an MP4, or WebM where there is no H.264; its last frame is repeated', async () => {
    film.codecs = ['avc', 'vp9'];
    film.added = [];
    const blob = await make('video', frames);
    expect([blob.type, blob.size]).toEqual(['video/mp4', 7]);
    expect(film.added.slice(0, 3)).toEqual([
      [0, 0.25],
      [0.25, 0.25],
      [0.5, 0.25],
    ]);
    expect(film.added).toHaveLength(3 + 4 * LAST_SECONDS);
    expect(film.added.at(-1)).toEqual([2, 0.25]);
    film.codecs = ['vp9'];
    expect((await make('video', frames)).type).toBe('video/webm');
    film.codecs = [];
    await expect(make('video', frames)).rejects.toThrow('cannot encode video');
  });
});
