// What a person can do on Noise.

import { sampleSize } from '../../terms/sample';
import type { Settings } from '../settings';
import { patchSettings, type StoreWorld } from '../world';
import { NoiseAsker, patchNoise } from './asker';
import { blankText } from './levels';
import { fitting } from './fitting';
import type { NoiseSettings, PictureSource } from './settings';
import type { SheetKeeper } from './sheet-keeper';
import type { NoiseActions } from './state';

/** Pictures that undo goes back through. */
const MOST_BEFORE = 60;

/** @param start begins a run of the settings as they are */
export function createNoiseActions(
  world: StoreWorld,
  sheets: SheetKeeper,
  start: (before: Settings, playing: boolean) => void,
): NoiseActions {
  const { getState } = world.store;
  const asker = new NoiseAsker(world);

  function set(settings: Partial<NoiseSettings>): void {
    patchNoise(world, { settings: { ...getState().noise.settings, ...settings } });
  }

  /** Another picture; undo leads back to the one before. */
  function show(source: PictureSource, note: string | null = null): void {
    const { settings, before } = getState().noise;
    patchNoise(world, {
      settings: { ...settings, source },
      before: [...before, settings.source].slice(-MOST_BEFORE),
      note: note === null ? null : { text: note, isTrouble: false },
    });
  }

  const blank = (): string => {
    const { pack } = getState().model;
    return blankText(pack === null ? 0 : sampleSize(pack.sampleShape));
  };

  return {
    open(settings) {
      const { pack } = getState().model;
      const fitted = pack === null ? { settings, note: null } : fitting(settings, pack);
      patchNoise(world, {
        settings: fitted.settings,
        before: [],
        note: fitted.note === null ? null : { text: fitted.note, isTrouble: true },
      });
    },
    watch() {
      sheets.want();
      asker.watch();
      return () => asker.rest();
    },
    setLevel(t) {
      const last = (getState().model.pack?.scheduler.trainTimesteps ?? 1000) - 1;
      set({ t: Math.max(0, Math.min(last, Math.round(t))) });
    },
    setSchedule: (schedule) => set({ schedule }),
    setSeed: (seed) => set({ seed: Math.max(0, Math.min(Number.MAX_SAFE_INTEGER, Math.round(seed))) }),
    pick: (index) => show({ kind: 'sheet', index }),
    draw: () => show({ kind: 'drawn', text: blank() }),
    clear: () => show({ kind: 'drawn', text: blank() }),
    stroke(text, begins) {
      if (begins) show({ kind: 'drawn', text });
      else set({ source: { kind: 'drawn', text } });
    },
    take: (text, note) => show({ kind: 'image', text }, note),
    refuse: (why) => patchNoise(world, { note: { text: why, isTrouble: true } }),
    undo() {
      const { settings, before } = getState().noise;
      const source = before.at(-1);
      if (source === undefined) return;
      patchNoise(world, { settings: { ...settings, source }, before: before.slice(0, -1), note: null });
    },
    setTarget: (target) => patchNoise(world, { target }),
    denoiseFromHere() {
      const { settings: before, noise } = getState();
      patchSettings(world, { from: noise.settings, target: noise.target ?? before.target });
      start(before, true);
    },
    denoiseFromNoise() {
      const { settings: before } = getState();
      patchSettings(world, { from: null });
      start(before, true);
    },
  };
}
