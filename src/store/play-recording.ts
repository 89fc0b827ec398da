// A recorded run, to be watched while its model is on its way.

import type { RecordedRun } from '../formats/recording';
import { packOfRecording } from '../formats/recorded-pack';
import { patchModel, patchRun, putPath, type StoreContext } from '../history/context';
import { NO_PATH_ID } from '../history/path';
import { pathOfRecording, RECORDED_ID, RECORDED_SPEED } from '../history/recorded';
import { pathOf } from '../history/state';
import type { PackInfo, PackSource } from '../terms/pack-info';
import type { Player } from '../playback/player';
import type { RunDriver } from '../playback/run-driver';
import type { ModelLoader } from './model-loader';
import type { World } from './world';

interface Deps {
  readonly world: World;
  readonly modelsUrl: string;
  readonly driver: RunDriver;
  readonly player: Player;
  readonly loader: ModelLoader;
  readonly startsByItself: () => boolean;
  readonly opened: (source: PackSource, pack: PackInfo) => Promise<void>;
}

/** Unless something is open already. */
export function playRecording(context: StoreContext, recording: RecordedRun, deps: Deps): void {
  const { world, modelsUrl, driver, player, loader, startsByItself, opened } = deps;
  const { getState } = context.store;
  if (getState().model.pack !== null) return;
  const { settings } = pathOf(getState().history, NO_PATH_ID);
  const path = pathOfRecording(recording, RECORDED_ID, settings);
  const pack = packOfRecording(recording);
  patchModel(context, { pack, recorded: true });
  patchRun(context, { speed: RECORDED_SPEED });
  putPath(context, path, { current: path.id, cursor: 0 });
  loader.onRecorded();
  driver.show(0);
  if (startsByItself()) player.play(1);
  else patchRun(context, { status: 'paused' });
  const found = world.source({ ...settings, pack: pack.id }, modelsUrl);
  if (found !== null && 'source' in found) void opened(found.source, pack);
}
