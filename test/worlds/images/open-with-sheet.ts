// A store whose model is the stub, with a sheet of four pictures of one number each. The clock stands still.

import { encode } from 'fast-png';
import type { Settings } from '../../../src/history/settings';
import type { FromWorker, ToWorker } from '../../../src/terms/messages';
import type { SampleSheet } from '../../../src/terms/sample-sheet';
import { noiseActions } from '../../../src/worlds/images/noise-actions';
import { watchNoise } from '../../../src/worlds/images/noise-questions';
import { noiseOf } from '../../../src/worlds/images/noise-state';
import { createImages } from '../../../src/worlds/images/world';
import { asked, newStore, watched } from '../../store/open-images';
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

export function withSheet(over: Partial<Settings> = {}, sampleSheet: SampleSheet | null = SHEET) {
  const pack = () => {
    const stub = stubPack();
    return { ...stub, info: { ...stub.info, ...(sampleSheet === null ? {} : { sampleSheet }) } };
  };
  const worker = new Listening({
    openPack: () => Promise.resolve({ pack: pack(), reopen: () => Promise.resolve(pack()) }),
  });
  const png = encode({ width: 2, height: 2, channels: 1, data: Uint8Array.from(BYTES) });
  const reads: string[] = [];
  const world = createImages((_, path) => {
    reads.push(path);
    return Promise.resolve(new Blob([Uint8Array.from(png)]));
  });
  const nudge = newStore({ world, spawn: () => worker });
  const noise = { ...noiseActions(nudge)!, watch: () => watchNoise(nudge) };
  const opened = watched(nudge);
  return {
    ...opened,
    worker,
    reads,
    actions: { ...nudge.actions, noise },
    noise: () => noiseOf(opened.state()),
    open: () => nudge.open(asked(over)),
    ready: () => until(() => opened.state().model.backend !== null),
    questions: () => worker.asked.flatMap((message) => (message.type === 'observe' ? message.query : [])),
    answered: () => worker.heard.filter((message: FromWorker) => message.type === 'observed').length,
  };
}

/** The same, open. */
export function openWithSheet(over: Partial<Settings> = {}, sampleSheet: SampleSheet | null = SHEET) {
  const opened = withSheet(over, sampleSheet);
  opened.open();
  return opened;
}
