// The worker's entry: the only owner of a backend. It gives a Session the real ports.

import { filesAtUrl } from '../pack/files-at-url';
import { keptFiles } from '../pack/kept-files';
import { openPack } from '../pack/open-pack';
import { startBackend } from './choose-backend';
import { nextTask } from './next-task';
import { openShipped } from './open-shipped';
import { PlaneOpener } from './plane-opener';
import { Session } from './session';
import type { Ports } from './ports';

const planes = new PlaneOpener(openShipped);

const ports: Ports = {
  post: (message, transfer = []) => postMessage(message, { transfer }),
  startBackend,
  openPack: async (source, onProgress, begun) => {
    if (source.kind !== 'url') await begun;
    if (source.kind === 'plane') return await planes.open(source);
    if (source.kind === 'files') {
      const { openOwnPack } = await import('../pack/open-own-pack');
      const { id, files, samples, answers } = source;
      return await openOwnPack(id, files, onProgress, samples, answers);
    }
    const files = keptFiles(filesAtUrl(source.id, source.url));
    const { samples } = source;
    return {
      pack: await openPack(files, onProgress, samples, begun),
      reopen: () => openPack(files, () => {}, samples),
    };
  },
  nextTask,
  now: () => performance.now(),
};

const session = new Session(ports);

ports.post({ type: 'alive' });
addEventListener('message', ({ data }: MessageEvent<unknown>) => void session.handle(data));
