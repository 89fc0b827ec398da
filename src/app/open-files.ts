// What a person hands over is opened in the view that it is for, whatever view it was handed to. A saved run names its view;
// of a model the worker finds out: where it says that the samples are others, the next view that opens models has it.

import type { State } from '../history/state';
import { savedRun } from '../store/run-from-file';
import type { Nudge } from '../store/world';
import { nameOf, type HandedOver } from '../views/own-model/handed-over';
import { viewIn, type View } from '../views/view';
import type { Page } from './page';

export async function openFiles(page: Page, files: HandedOver): Promise<void> {
  const [only] = files.values();
  if (only === undefined) return;
  if (files.size === 1 && /\.json$/i.test(only.name)) await openRun(page, only);
  else await openModel(page, files);
}

async function openRun(page: Page, file: File): Promise<void> {
  const { view, nudge } = page.getState();
  const saved = await savedRun(file).catch(() => null); // what is wrong with it is said by who opens it
  const its = saved === null ? view : viewIn(page.views, saved.address);
  if (saved === null || its === view) {
    nudge?.actions.openRun(file);
    return;
  }
  location.hash = saved.address;
  // it may hold more than its address
  if (saved.file['training'] !== undefined) (await opened(page, its))?.actions.openRun(file);
}

async function openModel(page: Page, files: HandedOver): Promise<void> {
  const id = nameOf(files);
  const source = { kind: 'files', id, files } as const;
  const { view } = page.getState();
  const others = page.views.filter((each) => each.opens !== undefined && each !== view);
  for (const each of view.opens === undefined ? others : [view, ...others]) {
    page.go(each);
    const nudge = await opened(page, each);
    if (nudge === null) return;
    nudge.actions.openModel(source, id);
    const { error } = await settled(nudge);
    if (error?.code !== 'other-samples') return;
    if (each !== others.at(-1)) nudge.store.setState({ error: null }); // the next one has it
  }
}

/** The store of a view, as soon as it has begun with what its address asks for; null where another was gone to. */
async function opened({ getState, subscribe }: Page, view: View): Promise<Nudge | null> {
  const nudge = await new Promise<Nudge | null>((resolve) => {
    let isGone = false; // toward it, from the view that is still on screen
    const look = (): boolean => {
      const now = getState();
      if (now.nudge === null || (now.view !== view && !isGone)) return false;
      resolve(now.view === view ? now.nudge : null);
      return true;
    };
    if (look()) return;
    const stop = subscribe(() => {
      isGone = true;
      if (look()) stop();
    });
  });
  if (nudge !== null)
    await until(nudge, ({ model: { pack, loading, missing }, error }) =>
      [pack, loading, missing, error].some((each) => each !== null),
    );
  return nudge;
}

/** The state once nothing is being loaded. */
const settled = (nudge: Nudge): Promise<State> => until(nudge, ({ model }) => model.loading === null);

async function until({ store }: Nudge, holds: (state: State) => boolean): Promise<State> {
  await new Promise<void>((resolve) => {
    if (holds(store.getState())) {
      resolve();
      return;
    }
    const stop = store.subscribe((state) => {
      if (!holds(state)) return;
      stop();
      resolve();
    });
  });
  return store.getState();
}
