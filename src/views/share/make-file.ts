// From what a view has to save to a file of one kind. The exporters are loaded here, when one is asked for.

import { invariant } from '../../terms/errors';
import { part } from '../../terms/part';
import { kinds, type Film, type Kind, type Subject } from './subject';

/** A GIF of more frames is too large to send, and plays no better. */
export const MOST_GIF_FRAMES = 120;
const MOST_VIDEO_FRAMES = 2000;

export interface Making {
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

export interface MadeFile {
  readonly blob: Blob;
  readonly name: string;
}

/** @throws NudgeError in one sentence; the signal's reason when cancelled */
export async function makeFileOf(subject: Subject, kind: Kind, making: Making): Promise<MadeFile> {
  const { name } = subject;
  switch (kind) {
    case 'text': {
      invariant(subject.text !== undefined, 'make-file: expected a text');
      return { name: `${name}.txt`, blob: new Blob([subject.text()], { type: 'text/plain;charset=utf-8' }) };
    }
    case 'csv': {
      invariant(subject.csv !== undefined, 'make-file: expected a table');
      return { name: `${name}.csv`, blob: new Blob([subject.csv()], { type: 'text/csv;charset=utf-8' }) };
    }
    case 'png':
      return { name: `${name}.png`, blob: await still(subject, subject.picture, making) };
    case 'strip':
      return { name: `${name}-strip.png`, blob: await still(subject, subject.strip, making) };
    case 'gif':
      return { name: `${name}.gif`, blob: await moving(subject, 'gif', MOST_GIF_FRAMES, making) };
    case 'video': {
      const blob = await moving(subject, 'video', MOST_VIDEO_FRAMES, making);
      return { name: `${name}.${blob.type === 'video/mp4' ? 'mp4' : 'webm'}`, blob };
    }
    case 'json':
      return { name: `${name}.json`, blob: await data(subject, making) };
    case 'python': {
      invariant(subject.python !== null, 'make-file: expected a run');
      return { name: `${name}-python.zip`, blob: await subject.python() };
    }
  }
}

/** The kinds of files that there are of a subject. */
export function kindsOf(subject: Subject): readonly Kind[] {
  return kinds.filter(
    (kind) => subject.about[kind] !== undefined && (kind !== 'python' || subject.python !== null),
  );
}

/** What will be missing from a film of a kind; empty when nothing will. */
export function leftOutOf(subject: Subject, kind: Kind): string {
  if (kind === 'gif') return subject.film(MOST_GIF_FRAMES).leftOut;
  return kind === 'video' ? subject.film(MOST_VIDEO_FRAMES).leftOut : '';
}

async function still({ palette }: Subject, frame: Film['frameAt'], { signal }: Making): Promise<Blob> {
  const { makeFile } = await part(() => import('../../export/film-maker'));
  const job = { kind: 'png', frames: 1, rate: 1, palette } as const;
  return await makeFile(job, frame, { signal, onProgress: () => undefined });
}

async function moving(
  subject: Subject,
  kind: 'gif' | 'video',
  most: number,
  { signal, onProgress }: Making,
): Promise<Blob> {
  const { makeFile } = await part(() => import('../../export/film-maker'));
  const { frames, frameAt, rate } = subject.film(most);
  const job = { kind, frames, rate, palette: subject.palette };
  return await makeFile(job, frameAt, { signal, onProgress: (done) => onProgress(done / frames) });
}

async function data(subject: Subject, { signal, onProgress }: Making): Promise<Blob> {
  const { gatherInSlices } = await part(() => import('../../timing/in-slices'));
  const { pieces, count } = await subject.data();
  const parts = await gatherInSlices(pieces, signal, (done) => onProgress(done / count));
  return new Blob(parts, { type: 'application/json' });
}
