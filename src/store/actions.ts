// What a person can do, in the words of the controls.

import type { Reading } from '../address/field';
import { readLink, type PackDefault } from '../address/link';
import { scaleLimits, seedLimits } from '../address/settings-fields';
import { patchHistory, patchRun, type StoreContext } from '../history/context';
import { sameOrigin } from '../history/model-origin';
import { isComplete } from '../history/path';
import type { Settings } from '../history/settings';
import { currentPath, settingsOf } from '../history/state';
import type { Player } from '../playback/player';
import type { RunDriver } from '../playback/run-driver';
import { reportOf } from '../terms/errors';
import { guideOf, type PackInfo } from '../terms/pack-info';
import type { GuideChanges } from './guide-change';
import type { ModelLoader } from './model-loader';
import { wanted } from './wanted';
import type { Actions, Nudge, World } from './world';
import { beginBranch } from './runs';
import type { Steering } from './steering';
import { redo, returnToGhost, undo, type Way } from './travel';

interface Deps {
  readonly world: World;
  readonly driver: RunDriver;
  readonly player: Player;
  readonly loader: ModelLoader;
  readonly steering: Steering;
  readonly open: Nudge['open'];
  /** What the address of a run says of how it is looked at. */
  readonly readRunLooks: (reading: Reading) => void;
  readonly begin: Nudge['begin'];
  /** Goes on from the last step where the worker has died. @returns whether it had */
  readonly revive: () => boolean;
  readonly goOn: (playing: boolean) => void;
  readonly scrub: (index: number | null) => void;
  /** The person has decided this: the pack's default does not matter any more. */
  readonly decide: (setting: PackDefault) => void;
  /** Settings that the next pack decides. */
  readonly undecided: () => readonly PackDefault[];
}

export function createActions(context: StoreContext, deps: Deps): Actions {
  const { world, driver, player, loader, steering, begin, revive, goOn, scrub } = deps;
  const { getState, setState } = context.store;

  /** What the next run is of: what the controls show; before anything is open, what the model on its way is for. */
  const now = (): Settings => {
    const { backend, recorded } = getState().model;
    const isOpen = backend !== null && !recorded;
    return (isOpen ? null : loader.coming()) ?? settingsOf(getState());
  };

  /** Without what only the open model can do. */
  const forAnother = (): Settings => ({ ...now(), own: world.fields.defaults.own });

  function changeRun(changes: Partial<Settings>): void {
    loader.change(changes);
    begin({ ...now(), ...changes }, getState().run.status !== 'paused');
  }

  /** From the beginning. After a load that failed, what was asked for: also the run of a link. */
  function again(): void {
    if (!loader.again('asked otherwise')) begin(now(), true);
  }

  /** Goes a way back, and plays on if it played; where it leads to a path of another model, that is opened first. */
  function travel(way: Way): void {
    const { model, run } = getState();
    const playing = run.status === 'playing';
    const origin = way.origin(getState());
    player.pause();
    const go = (): boolean => {
      const went = way.go(context);
      if (went) goOn(playing);
      return went;
    };
    if (origin !== null && !sameOrigin(origin, model.origin)) {
      void loader.load(origin, wanted(settingsOf(getState())), () => {
        // what was done meanwhile may have closed that way
        if (!go()) begin(settingsOf(getState()), playing);
      });
    } else if (!go() && playing) player.play(1);
  }

  async function openRun(file: Blob): Promise<void> {
    try {
      const { savedRun } = await import('./run-from-file');
      const saved = await savedRun(file);
      const asked = await readLink(saved.address, '', world.fields);
      const settings = (await world.fromFile?.(asked.settings, saved.file)) ?? asked.settings;
      deps.readRunLooks(asked.reading);
      deps.open({ ...asked, settings, backend: getState().model.choice });
    } catch (error) {
      setState({ error: reportOf(error) });
    }
  }

  let guideChanges: GuideChanges | null = null;

  /** Few models have several guides: how one takes over from another comes with the first change. */
  async function changeGuide(guide: string | null): Promise<void> {
    guideChanges ??= new (await import('./guide-change')).GuideChanges();
    const { pack } = getState().model;
    const change = pack === null ? null : guideChanges.to(guide, pack, now());
    if (change === null) return;
    deps.decide('guidanceScale');
    steering.steer(change.changes);
    setState({ notice: change.notice });
  }

  return {
    setTarget: (target) => steering.steer({ target }),
    setGuide(guide) {
      const { pack } = getState().model;
      if (pack === null || isAskedAlike(pack, now().guide, guide)) steering.steer({ guide });
      else void changeGuide(guide).catch((error: unknown) => setState({ error: reportOf(error) }));
    },
    setGuidanceScale(scale) {
      deps.decide('guidanceScale');
      const { pack } = getState().model;
      const range = (pack && guideOf(pack, now().guide ?? undefined)?.scale) ?? scaleLimits;
      steering.steer({ guidanceScale: clamp(scale, range) });
    },
    setGuidanceInterval: (guidanceInterval) => steering.steer({ guidanceInterval }),
    setSampler: (sampler) => steering.changeWay({ sampler }),
    setSteps(steps) {
      deps.decide('steps');
      changeRun({ steps: Math.round(clamp(steps, world.steps)) });
    },
    setSeed: (seed) => steering.changeWay({ seed: Math.round(clamp(seed, seedLimits)) }),
    setLayout: (layout) => changeRun({ layout }),
    setTwins: (twins) => changeRun({ twins }),
    setPack: (pack) => loader.loadFor(wanted({ ...forAnother(), pack }, { open: deps.undecided() })),
    openModel: (source, title) =>
      void loader.load(
        { key: null, title, source },
        loader.missed() ?? wanted(forAnother(), { open: deps.undecided() }),
      ),
    dismissMissing: () => loader.dismiss(),
    play() {
      const { model, history } = getState();
      const path = currentPath(getState());
      const atEnd = history.cursor === null && isComplete(path);
      if (model.recorded && atEnd) {
        scrub(0);
        player.play(1);
      } else if (path.timesteps.length === 0 || atEnd) again();
      else if (!revive()) player.play(1);
    },
    playBack() {
      if (currentPath(getState()).steps.length > 0) player.play(-1);
    },
    pause: () => player.pause(),
    step() {
      const { history, run } = getState();
      if (run.status === 'playing') player.pause(); // else it would take back a step just asked for
      if (history.cursor !== null) scrub(history.cursor + 1);
      else {
        if (run.status === 'idle') begin(now(), false);
        if (driver.step()) patchRun(context, { status: 'paused' });
      }
    },
    restart: again,
    tryAgain(answers) {
      if (!loader.again(null, answers) && !revive()) begin(now(), true);
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
    swapGhost: () => travel(returnToGhost),
    dropGhost: () => patchHistory(context, { ghost: null }),
    undo: () => travel(undo),
    redo: () => travel(redo),
    dismissError: () => setState({ error: null }),
    dismissNotice: () => setState({ notice: null }),
    say: (notice) => setState({ notice }),
    fail: (error) => setState({ error: reportOf(error) }),
    openRun: (file) => void openRun(file),
  };
}

/** Whether a guide takes over target and scale of the one before as they are. */
function isAskedAlike(pack: PackInfo, before: string | null, next: string | null): boolean {
  const [from, to] = [before, next].map((id) => guideOf(pack, id ?? undefined));
  if (!from || !to) return true;
  const sameScale = from.scale.default === to.scale.default && from.scale.max === to.scale.max;
  return sameScale && from.targets.join() === to.targets.join();
}

function clamp(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(max, Math.max(min, value));
}
