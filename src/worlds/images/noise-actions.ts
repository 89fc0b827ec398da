// What a person can do on Noise.

import { settingsOf } from '../../history/state';
import { askerBeside } from '../../questions/asker-beside';
import type { Nudge } from '../../store/world';
import { sampleSize } from '../../terms/sample';
import { blankText } from './levels';
import { fitToPack } from './fit-to-pack';
import type { NoiseSettings, PictureSource } from './noise-settings';
import { noiseOf, patchNoise, type NoiseActions } from './noise-state';
import { beginningWith } from './settings';
import type { SheetKeeper } from './sheet-keeper';

/** Pictures that undo goes back through. */
const MOST_BEFORE = 60;

const known = new WeakMap<Nudge, NoiseActions>();

/** The actions of Noise; null for another world's store. */
export function noiseActions(nudge: Nudge): NoiseActions | null {
  return known.get(nudge) ?? null;
}

export function extendImages(nudge: Nudge, sheets: SheetKeeper): void {
  const { getState } = nudge.store;
  const asker = askerBeside(nudge);

  function set(settings: Partial<NoiseSettings>): void {
    patchNoise(nudge, { settings: { ...noiseOf(getState()).settings, ...settings } });
  }

  /** Another picture; undo leads back to the one before. */
  function show(source: PictureSource, note: string | null = null): void {
    const { settings, before } = noiseOf(getState());
    patchNoise(nudge, {
      settings: { ...settings, source },
      before: [...before, settings.source].slice(-MOST_BEFORE),
      note: note === null ? null : { text: note, isTrouble: false },
    });
  }

  const blank = (): string => {
    const { pack } = getState().model;
    return blankText(pack === null ? 0 : sampleSize(pack.sampleShape));
  };

  known.set(nudge, {
    open({ variance, axis, draws, ...settings }) {
      const { pack } = getState().model;
      const fitted = pack === null ? { settings, note: null } : fitToPack(settings, pack);
      patchNoise(nudge, {
        settings: fitted.settings,
        boundLooks: { variance, axis, draws },
        before: [],
        note: fitted.note === null ? null : { text: fitted.note, isTrouble: true },
      });
    },
    wantSheet: () => sheets.want(),
    ask: (source) => asker.watch(source),
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
    refuse: (why) => patchNoise(nudge, { note: { text: why, isTrouble: true } }),
    undo() {
      const { settings, before } = noiseOf(getState());
      const source = before.at(-1);
      if (source === undefined) return;
      patchNoise(nudge, { settings: { ...settings, source }, before: before.slice(0, -1), note: null });
    },
    setTarget: (target) => patchNoise(nudge, { target }),
    setGrid: (grid) => patchNoise(nudge, { grid }),
    lookAtBound: (looks) =>
      patchNoise(nudge, { boundLooks: { ...noiseOf(getState()).boundLooks, ...looks } }),
    denoiseFromHere() {
      const { settings, target } = noiseOf(getState());
      const now = settingsOf(getState());
      nudge.begin({ ...beginningWith(now, settings), target: target ?? now.target });
    },
    denoiseFromNoise: () => nudge.begin(beginningWith(settingsOf(getState()), null)),
  });
}
