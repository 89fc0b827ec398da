// Keeps a model of the person's own on this device, so that it is here after a reload; says so, or why not, and asks
// before an older one goes.

import { NudgeError } from '../terms/errors';
import type { OwnModel } from '../terms/own-model';
import { tellOfKeeping, type Keeping } from './keeping';
import { bytesLeft, forgetModel, keptModels, touchModel, writeModel, type KeptModel } from './kept-models';
import { isWanted } from './offline';
import { MOST_KEPT_BYTES, roomFor } from './room-for';

type Files = ReadonlyMap<string, Blob>;

/** Where models are kept, and where failures are reported; tests have their own. */
export interface Room {
  readonly isWanted: () => boolean;
  readonly kept: () => Promise<readonly KeptModel[]>;
  readonly left: () => Promise<number>;
  readonly write: (model: KeptModel, files: Files) => Promise<void>;
  readonly touch: (sha256: string, now: number) => Promise<void>;
  readonly forget: (sha256: string) => Promise<void>;
  readonly tell: (keeping: Keeping | null) => void;
  readonly now: () => number;
}

const device: Room = {
  isWanted,
  kept: keptModels,
  left: bytesLeft,
  write: writeModel,
  touch: touchModel,
  forget: forgetModel,
  tell: tellOfKeeping,
  now: Date.now,
};

/** What a pack is made of, an archive, and what the Hub’s cache links to; a folder may hold much else. */
const PARTS = /\.(json|safetensors|png|txt|zip|tar|t?gz)$|(^|\/)(blobs|refs)\//i;

/** Never throws: failures are reported. */
export async function keepModel(
  model: OwnModel,
  title: string,
  files: Files,
  room: Room = device,
): Promise<void> {
  const parts = new Map([...files].filter(([path]) => PARTS.test(path)));
  const bytes = [...parts.values()].reduce((sum, { size }) => sum + size, 0);
  const named = `${title} (${sizeText(bytes)})`;
  const refuse = (why: string): void =>
    room.tell({
      text: `${named} is not kept: ${why}. After a reload, open its files again.`,
      choices: [],
      away: 'Got it',
    });

  async function write(going: readonly KeptModel[]): Promise<void> {
    try {
      for (const { sha256 } of going) await room.forget(sha256);
      await room.write({ ...model, title, bytes, opened: room.now() }, parts);
      room.tell({
        text: `${named} is kept on this device, so that it is here after a reload.`,
        choices: [{ label: 'Do not keep it', choose: () => void forget() }],
        away: 'Got it',
      });
    } catch (error) {
      refuse(whyNot(error));
    }
  }

  async function forget(): Promise<void> {
    await room.forget(model.sha256).catch(() => undefined);
    room.tell(null);
  }

  if (!room.isWanted()) {
    refuse('you asked to keep nothing on this device, under Save');
    return;
  }
  try {
    const kept = await room.kept();
    if (kept.some(({ sha256 }) => sha256 === model.sha256)) {
      await room.touch(model.sha256, room.now()).catch(() => undefined); // it is kept all the same
      return;
    }
    const going = roomFor(bytes, kept, await room.left());
    if (going === null) {
      refuse(
        bytes > MOST_KEPT_BYTES
          ? `at most ${sizeText(MOST_KEPT_BYTES)} are kept`
          : 'there is no room left for it on this device',
      );
    } else if (going.length === 0) await write(going);
    else {
      room.tell({
        text: `To keep ${named} on this device, ${listText(going)} would have to go: at most ${sizeText(MOST_KEPT_BYTES)} are kept, or what the browser gives.`,
        choices: [{ label: 'Keep it, and let the older go', choose: () => void write(going) }],
        away: 'Do not keep it',
      });
    }
  } catch (error) {
    refuse(whyNot(error));
  }
}

function whyNot(error: unknown): string {
  if (error instanceof NudgeError) return error.message;
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    return 'there is no room left for it on this device';
  return 'this browser could not write it';
}

function listText(models: readonly KeptModel[]): string {
  return models
    .map(({ title, bytes, opened }) => `${title} (${sizeText(bytes)}, opened ${dayText(opened)})`)
    .join(' and ');
}

function dayText(time: number): string {
  return new Date(time).toLocaleDateString('en', { day: 'numeric', month: 'long', year: 'numeric' });
}

/** "1.2 MB" */
export function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
