// The page's half of an export: a frame at a time, and nothing left behind however it ends.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Frame } from '../../src/export/frame';
import type { FromExporter, Job, ToExporter } from '../../src/export/messages';
import { makeFile } from '../../src/export/film-maker';

class Exporter extends EventTarget {
  static newest: Exporter;
  readonly heard: ToExporter[] = [];
  ended = false;

  constructor(
    readonly url: URL,
    readonly options: WorkerOptions,
  ) {
    super();
    Exporter.newest = this;
  }

  postMessage(message: ToExporter): void {
    this.heard.push(message);
  }

  terminate(): void {
    this.ended = true;
  }

  say(data: FromExporter): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

beforeEach(() => void vi.stubGlobal('Worker', Exporter));
afterEach(() => vi.unstubAllGlobals());

const black = [0, 0, 0] as const;
const job: Job = {
  kind: 'gif',
  frames: 2,
  rate: 4,
  palette: {
    paper: black,
    ink: black,
    line: black,
    guide: black,
    model: black,
    quiet: black,
    signed: { negative: black, zero: black, positive: black },
  },
};
const frame = (index: number): Frame => ({ sentences: [], caption: `frame ${index}`, share: null });

function begin(frameAt = frame) {
  const calledOff = new AbortController();
  const told: number[] = [];
  const file = makeFile(job, frameAt, { onProgress: (done) => told.push(done), signal: calledOff.signal });
  return { file, told, calledOff, exporter: Exporter.newest };
}

it('gives each frame when it is asked for, says how many are in, and ends the worker with the file', async () => {
  const { file, told, exporter } = begin();
  expect(exporter.options).toEqual({ type: 'module', name: 'nudge-export' });
  exporter.say({ type: 'need', index: 0 });
  exporter.say({ type: 'need', index: 1 });
  expect(exporter.ended).toBe(false);
  exporter.say({ type: 'done', blob: new Blob(['film']) });
  expect(await (await file).text()).toBe('film');
  expect(exporter.heard).toEqual([
    { type: 'begin', job },
    { type: 'frame', frame: frame(0) },
    { type: 'frame', frame: frame(1) },
  ]);
  expect(told).toEqual([0, 1]);
  expect(exporter.ended).toBe(true);
});

it('is called off at once, before it begins too', async () => {
  const { file, calledOff, exporter } = begin();
  calledOff.abort(new Error('called off'));
  await expect(file).rejects.toThrow('called off');
  expect(exporter.ended).toBe(true);
  expect(() => makeFile(job, frame, { onProgress: () => {}, signal: calledOff.signal })).toThrow(
    'called off',
  );
});

it('says what the worker says, that it died, or what the page could not draw', async () => {
  const failed = begin();
  failed.exporter.say({
    type: 'failed',
    error: { code: 'bad-request', message: 'No video here.', hint: 'Save a GIF.' },
  });
  await expect(failed.file).rejects.toMatchObject({
    code: 'bad-request',
    message: 'No video here.',
    hint: 'Save a GIF.',
  });
  const died = begin();
  died.exporter.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  await expect(died.file).rejects.toMatchObject({
    code: 'worker-died',
    message: 'The file could not be made (out of memory).',
    hint: 'Try again.',
  });
  const broken = begin(() => {
    throw new Error('no such step');
  });
  broken.exporter.say({ type: 'need', index: 0 });
  await expect(broken.file).rejects.toThrow('no such step');
  expect([failed, died, broken].map(({ exporter }) => exporter.ended)).toEqual([true, true, true]);
});
