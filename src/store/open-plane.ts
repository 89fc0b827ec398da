// The Plane's store as the page has it: a worker of its own, and the address bound both ways while it is the Plane's.

import { Client } from '../client/client';
import { addressWriter } from './address-writer';
import { formatPlaneAddress, parsePlaneAddress } from './plane-address';
import { createPlaneStore, type PlaneStore } from './plane-store';
import { mixtureOrNull } from './plane-source';
import { planeOf } from './plane-settings';
import { viewOf } from './views';

declare global {
  interface Window {
    /** For the curious at the console, and for tests. */
    plane?: PlaneStore;
  }
}

/** Opens what the address asks for, once: the first time that somebody goes there. */
export function openPlane(page: Window): PlaneStore {
  if (page.plane !== undefined) return page.plane;
  const modelsUrl = new URL('models/', page.document.baseURI).href;
  const plane = createPlaneStore((events) => new Client(events), modelsUrl);
  page.plane = plane;
  const { store, actions } = plane;
  const isHere = (): boolean => viewOf(page.location.hash) === 'plane';
  /** A drawing that has no points yet, or too few, is to be drawn first. */
  const open = (): void => {
    const settings = read();
    if (mixtureOrNull(planeOf(settings)) === null) store.setState({ settings });
    else plane.open(settings);
  };
  const read = () => parsePlaneAddress(page.location.hash, page.location.search);

  page.addEventListener('hashchange', () => {
    if (!isHere()) {
      actions.pause();
      actions.pauseTraining('left');
      return;
    }
    actions.resumeTraining();
    if (formatPlaneAddress(read()) !== formatPlaneAddress(store.getState().settings)) open();
  });
  page.document.addEventListener('visibilitychange', () => {
    if (page.document.hidden) actions.pauseTraining('hidden');
    else if (isHere()) actions.resumeTraining();
  });

  const writeSoon = addressWriter(page, () => {
    if (isHere()) page.history.replaceState(null, '', formatPlaneAddress(store.getState().settings));
  });
  store.subscribe((state, before) => {
    if (state.settings !== before.settings) writeSoon();
  });
  open();
  return plane;
}
