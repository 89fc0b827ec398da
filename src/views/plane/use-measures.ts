// Measures the points whenever a run or a preview has ended, and keeps what it found for each guidance scale: the
// trade-off curve.

import { useEffect, useState } from 'react';
import { POINT_SCALES, POINTS_A_SCALE } from '../../store/lanes';
import { learnedKey, mixtureOrNull } from '../../store/plane-source';
import type { PlaneStore } from '../../store/plane-store';
import { planeOf } from '../../store/plane-settings';
import type { Settings } from '../../store/settings';
import { useOpened } from '../../store/use-store';
import { inSlices } from './in-slices';
import { measuring, type Measure } from './measures';
import { sceneOf } from './scene';

export interface Measures {
  /** Of the points on screen, or of the last that were finished; of the scale that is set, where there are several. */
  readonly latest: Measure | null;
  /** By guidance scale, ascending. */
  readonly curve: readonly (readonly [scale: number, measure: Measure])[];
}

const NOTHING: Measures = { latest: null, curve: [] };

/** What a curve is of: everything but the scale. */
function curveKey(settings: Settings): string {
  const plane = planeOf(settings);
  const { target, sampler, steps } = settings;
  return `${learnedKey(plane)} ${plane.denoiser} ${plane.guide} ${target} ${sampler} ${steps}`;
}

export function useMeasures(plane: PlaneStore): Measures {
  const { onFrame } = useOpened();
  const [measures, setMeasures] = useState<Measures>(NOTHING);
  useEffect(() => {
    let measured: object | null = null;
    let busy = false;
    let closed = false;
    let key = '';
    const found = new Map<number, Measure>();

    const work = async (points: Float32Array<ArrayBuffer>): Promise<void> => {
      const { settings, model, training } = plane.store.getState();
      const mixture = mixtureOrNull(planeOf(settings));
      if (mixture === null || model.pack === null) return;
      const preview = sceneOf(plane.store.getState()).isPreview;
      // a network that learns leaves its measures behind
      const now = `${curveKey(settings)} ${training?.step ?? 0}`;
      if (now !== key || preview) found.clear();
      key = now;
      const guided = model.pack.classes.length > 0;
      const several = settings.lanes === 'point-scales' && guided;
      const parts = several
        ? POINT_SCALES.map(
            (scale, i) => [scale, 2 * i * POINTS_A_SCALE, 2 * (i + 1) * POINTS_A_SCALE] as const,
          )
        : [[guided ? settings.guidanceScale : 0, 0, Math.min(points.length, 4000)] as const];
      let latest: Measure | null = null;
      for (const [scale, from, to] of parts) {
        const target = guided && (scale > 0 || several) ? settings.target : null;
        const measure = await inSlices(measuring(mixture, target, points.slice(from, to)), () => closed);
        if (measure === null) return;
        if (target !== null) found.set(scale, measure);
        if (!several || scale === 1) latest = measure;
      }
      setMeasures({ latest, curve: [...found].toSorted(([a], [b]) => a - b) });
    };
    const follow = async (): Promise<void> => {
      const { points, t } = sceneOf(plane.store.getState());
      if (points === null || t >= 0 || points === measured || busy) return;
      measured = points;
      busy = true;
      await work(points);
      busy = false;
    };
    const listen = (): void => void follow();
    listen();
    const stop = onFrame(listen);
    return () => {
      closed = true;
      stop();
    };
  }, [plane, onFrame]);
  return measures;
}
