// The worker's entry: the only owner of a backend. It gives a Session the real ports.

import { filesAtUrl } from '../pack/files-at-url';
import { filesInHand } from '../pack/files-in-hand';
import { keptFiles } from '../pack/kept-files';
import { openPack } from '../pack/open-pack';
import type { ToWorker } from '../terms/messages';
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
  openPack: async (source, onProgress) => {
    if (source.kind === 'plane') return await planes.open(source);
    const files = keptFiles(
      source.kind === 'url' ? filesAtUrl(source.id, source.url) : await filesInHand(source.id, source.files),
    );
    const open = (progress: typeof onProgress) => openPack(files, progress);
    return { pack: await open(onProgress), reopen: () => open(() => {}) };
  },
  nextTask,
  now: () => performance.now(),
};

const session = new Session(ports);

ports.post({ type: 'alive' });
addEventListener('message', (event: MessageEvent<ToWorker>) => void session.handle(event.data));
