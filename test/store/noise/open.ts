// A store whose model is the stub, with a sheet of four pictures of one number each. The clock stands still.

import { encode } from 'fast-png';
import { Client } from '../../../src/client/client';
import { defaultSettings } from '../../../src/store/address';
import { createStore } from '../../../src/store/create-store';
import { currentPath, type Settings, type State } from '../../../src/store/state';
import type { FromWorker, ToWorker } from '../../../src/terms/messages';
import type { SampleSheet } from '../../../src/terms/sample-sheet';
import { until } from '../../clock';
import { Loopback, stubPack } from '../../worker/loopback';

export const SHEET: SampleSheet = {
  path: 'sheet.png',
  rows: 2,
  columns: 2,
  source: 'a test',
  licence: 'none',
};
const BYTES = [0, 255, 51, 204];

class Listening extends Loopback {
  readonly asked: ToWorker[] = [];

  override postMessage(message: ToWorker): void {
    this.asked.push(message);
    super.postMessage(message);
  }
}

export function openWithSheet(over: Partial<Settings> = {}, sampleSheet: SampleSheet | null = SHEET) {
  const pack = () => {
    const stub = stubPack();
    return { ...stub, info: { ...stub.info, ...(sampleSheet === null ? {} : { sampleSheet }) } };
  };
  const worker = new Listening({
    openPack: () => Promise.resolve({ pack: pack(), reopen: () => Promise.resolve(pack()) }),
  });
  const png = encode({ width: 2, height: 2, channels: 1, data: Uint8Array.from(BYTES) });
  const reads: string[] = [];
  const nudge = createStore(
    (events) => new Client(events, () => worker),
    'https://nudge.example/models/',
    undefined,
    (_, path) => {
      reads.push(path);
      return Promise.resolve(new Blob([Uint8Array.from(png)]));
    },
  );
  nudge.open({ ...defaultSettings, target: 1, steps: 20, ...over });
  const state = (): State => nudge.store.getState();
  return {
    ...nudge,
    worker,
    reads,
    state,
    noise: () => state().noise,
    path: () => currentPath(state()),
    ready: () => until(() => state().model.backend !== null),
    done: () => until(() => state().run.status === 'done'),
    questions: () => worker.asked.flatMap((message) => (message.type === 'observe' ? message.question : [])),
    answered: () => worker.heard.filter((message: FromWorker) => message.type === 'observed').length,
  };
}
