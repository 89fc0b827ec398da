// What a person can do, in the words of the controls.

import { readLink, type PackDefault } from '../address/link';
import { scaleLimits, seedLimits } from '../address/settings-fields';
import { patchHistory, patchRun, type StoreContext } from '../history/context';
import { isComplete } from '../history/path';
import type { Settings } from '../history/settings';
import { currentPath, pathOf, settingsOf } from '../history/state';
import type { Player } from '../playback/player';
import type { RunDriver } from '../playback/run-driver';
import { reportOf } from '../terms/errors';
import { guideOf } from '../terms/pack-info';
import { addressInFile } from './run-from-file';
import { wanted, type ModelLoader } from './model-loader';
import type { Actions, Nudge, World } from './world';
import { beginBranch, enter, redo, undo } from './runs';
import type { Steering } from './steering';

interface Deps {
  readonly world: World;
  readonly driver: RunDriver;
  readonly player: Player;
  readonly loader: ModelLoader;
  readonly steering: Steering;
  readonly open: Nudge['open'];
  readonly begin: Nudge['begin'];
  readonly goOn: (playing: boolean) => void;
  readonly scrub: (index: number | null) => void;
  /** The person has decided this: the pack's default does not matter any more. */
  readonly decide: (setting: PackDefault) => void;
  /** Settings that the next pack decides. */
  readonly undecided: () => readonly PackDefault[];
}

export function createActions(context: StoreContext, deps: Deps): Actions {
  const { world, driver, player, loader, steering, begin, goOn, scrub } = deps;
  const { getState, setState } = context.store;

  /** What the next run is of: the settings of the model on its way, or of the path on screen. */
  const now = (): Settings => loader.coming() ?? settingsOf(getState());

  /** Without what only the open model can do. */
  const forAnother = (): Settings => ({ ...now(), own: world.fields.defaults.own });

  function changeRun(changes: Partial<Settings>): void {
    begin({ ...now(), ...changes }, getState().run.status !== 'paused');
  }

  /** Goes where `travel` leads, and plays on if it played. */
  function travel(go: () => boolean): void {
    const playing = getState().run.status === 'playing';
    player.pause();
    if (go()) goOn(playing);
    else if (playing) player.play(1);
  }

  async function openRun(file: Blob): Promise<void> {
    try {
      const asked = await readLink(await addressInFile(file), '', world.fields);
      deps.open({ ...asked, backend: getState().model.choice });
    } catch (error) {
      setState({ error: reportOf(error) });
    }
  }

  return {
    setTarget: (target) => steering.steer({ target }),
    setGuide: (guide) => steering.steer({ guide }),
    setGuidanceScale(scale) {
      deps.decide('guidanceScale');
      const { pack } = getState().model;
      const range = (pack && guideOf(pack, now().guide ?? undefined)?.scale) ?? scaleLimits;
      steering.steer({ guidanceScale: clamp(scale, range) });
    },
    setSampler: (sampler) => steering.changeWay({ sampler }),
    setSteps(steps) {
      deps.decide('steps');
      changeRun({ steps: Math.round(clamp(steps, world.steps)) });
    },
    setSeed: (seed) => steering.changeWay({ seed: Math.round(clamp(seed, seedLimits)) }),
    setLayout: (layout) => changeRun({ layout }),
    setTwins: (twins) => changeRun({ twins }),
    setPack: (pack) => loader.loadFor(wanted({ ...forAnother(), pack }, { open: deps.undecided() })),
    openModel: (source, title) => {
      // an address still names the model of the settings, so that is what it stands for
      const key = loader.keyOf(now());
      void loader.load({ key, title, source }, wanted(forAnother(), { open: deps.undecided() }));
    },
    play() {
      const { model, history } = getState();
      const path = currentPath(getState());
      const atEnd = history.cursor === null && isComplete(path);
      if (model.recorded && atEnd) {
        scrub(0);
        player.play(1);
      } else if (path.timesteps.length === 0 || atEnd) begin(now(), true);
      else player.play(1);
    },
    playBack() {
      if (currentPath(getState()).steps.length > 0) player.play(-1);
    },
    pause: () => player.pause(),
    step() {
      const { history, run } = getState();
      const path = currentPath(getState());
      const newest = path.steps.length - 1;
      if (run.status === 'playing') player.pause(); // else it would take back a step just asked for
      if (history.cursor !== null && history.cursor < newest) scrub(history.cursor + 1);
      else if (history.cursor !== null && isComplete(path)) scrub(null);
      else {
        if (run.status === 'idle') begin(now(), false);
        patchHistory(context, { cursor: null });
        if (driver.step()) patchRun(context, { status: 'paused' });
      }
    },
    restart: () => begin(now(), true),
    tryAgain() {
      if (!loader.again()) begin(now(), true);
    },
    scrub,
    setSpeed: (speed) => player.setSpeed(speed),
    setFocus: (focus) => setState({ focus: Math.max(0, Math.round(focus)) }),
    branch(changes = {}, xt) {
      const { run, model } = getState();
      if (model.pack === null || model.backend === null) return;
      const playing = run.status === 'playing';
      player.pause();
      if (beginBranch(context, changes, xt ?? null)) goOn(playing);
      else if (playing) player.play(1);
    },
    swapGhost: () =>
      travel(() => {
        const { history } = getState();
        if (history.ghost === null) return false;
        enter(context, pathOf(history, history.ghost), { ghost: history.current });
        return true;
      }),
    dropGhost: () => patchHistory(context, { ghost: null }),
    undo: () => travel(() => undo(context)),
    redo: () => travel(() => redo(context)),
    dismissError: () => setState({ error: null }),
    dismissNotice: () => setState({ notice: null }),
    say: (notice) => setState({ notice }),
    fail: (error) => setState({ error: reportOf(error) }),
    openRun: (file) => void openRun(file),
  };
}

function clamp(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(max, Math.max(min, value));
}
