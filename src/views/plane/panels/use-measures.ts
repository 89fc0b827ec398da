// Measures the points whenever a run or a preview has ended, and keeps what it found for each guidance scale: the
// trade-off curve.

import { useCallback, useEffect, useState } from 'react';
import { arrange } from '../../../history/arrangement';
import { learnedKey, mixtureOrNull } from '../../../worlds/plane/source';
import { planeOf } from '../../../worlds/plane/settings';
import type { Settings } from '../../../history/settings';
import { onFrameOf, useNudge } from '../../../store/use-store';
import { inSlices } from '../../../timing/in-slices';
import { measuring, type Measure } from '../../../worlds/plane/measures';
import { sceneOf } from '../../../worlds/plane/scene';
import { type OpenedPlane } from '../../../worlds/plane/use-plane';
import { settingsOf, type State } from '../../../history/state';
import type { Interval } from '../../../terms/interval';
import { classOf } from '../../../terms/target';
import { trainingOf } from '../../../worlds/plane/state';

/** What measures are of: they are shown as long as it is what is on screen. */
export interface MeasuredOf {
  /** Everything but the scale and the networks' training. */
  readonly key: string;
  /** Steps that the networks had been trained, or `SHIPPED`; null where nothing learned took part. */
  readonly trained: number | null;
  readonly guidanceScale: number;
  /** The timesteps in which s acted; null: all of them. */
  readonly guidanceInterval: Interval | null;
  /** Null compares with all of the data. */
  readonly target: number | null;
  readonly points: number;
}

export interface Measures {
  /** Of the points on screen, or of the last that were finished; of the scale that is set, where there are several. */
  readonly latest: Measure | null;
  /** Null before anything is measured. */
  readonly of: MeasuredOf | null;
  /** By guidance scale, ascending. */
  readonly curve: readonly (readonly [scale: number, measure: Measure])[];
}

const NOTHING: Measures = { latest: null, of: null, curve: [] };

/** What a curve is of: everything but the scale. */
export function curveKey(settings: Settings): string {
  const plane = planeOf(settings);
  const { target, guide, guidanceInterval, sampler, steps } = settings;
  return JSON.stringify([learnedKey(plane), plane.denoiser, guide, target, guidanceInterval, sampler, steps]);
}

/** In place of steps of training: the networks are those that came along. */
export const SHIPPED = -1;

/** Steps of training that a run's networks have; null where all of it is in closed form. */
export function trainedOf(state: State): number | null {
  const settings = settingsOf(state);
  const guided = (state.model.pack?.guides.length ?? 0) > 0;
  const exact = planeOf(settings).denoiser === 'exact' && (!guided || settings.guide === 'exact');
  const training = trainingOf(state);
  if (exact) return null;
  return training?.status === 'shipped' ? SHIPPED : (training?.step ?? 0);
}

/** Whether measures are still of what is on screen: while networks are trained, of them some steps before. */
export function areOf(of: MeasuredOf | null, state: State): boolean {
  if (of === null || of.key !== curveKey(settingsOf(state))) return false;
  const trained = trainedOf(state);
  if (trained === null || of.trained === null) return trained === of.trained;
  return (
    of.trained === trained ||
    (trainingOf(state)?.previewing === true && of.trained > SHIPPED && of.trained < trained)
  );
}

export function useMeasures(plane: OpenedPlane): Measures {
  const [measures, setMeasures] = useState<Measures>(NOTHING);
  useEffect(() => {
    let measured: object | null = null;
    let busy = false;
    let closed = false;
    let shown = '';
    const found = new Map<number, Measure>();

    const work = async (points: Float32Array<ArrayBuffer>): Promise<void> => {
      const state = plane.store.getState();
      const settings = settingsOf(state);
      const training = trainingOf(state);
      const { pack } = state.model;
      const mixture = mixtureOrNull(planeOf(settings));
      if (mixture === null || pack === null) return;
      const preview = sceneOf(state).isPreview;
      // a network that learns leaves its measures behind
      const now = `${curveKey(settings)} ${training?.step ?? 0}`;
      if (now !== shown || preview) found.clear();
      shown = now;
      const { scales, seeds } = arrange(settings, pack);
      const guided = pack.guides.length > 0;
      const several = scales.length > 1;
      const parts = scales.map((scale, i) => [scale, 2 * i * seeds, 2 * (i + 1) * seeds] as const);
      const trained = trainedOf(state);
      let latest: Measure | null = null;
      let of: MeasuredOf | null = null;
      for (const [scale, from, to] of parts) {
        const target = guided && (scale > 0 || several) ? classOf(settings.target) : null;
        const measure = await inSlices(
          measuring(
            mixture,
            target,
            points.slice(from, to),
            settings.guidanceInterval === null ? scale : null,
          ),
          () => !closed,
        );
        if (measure === null) return;
        if (target !== null) found.set(scale, measure);
        if (!several || scale === 1) {
          latest = measure;
          const { guidanceInterval } = settings;
          const key = curveKey(settings);
          of = { key, trained, guidanceScale: scale, guidanceInterval, target, points: seeds };
        }
      }
      setMeasures({ latest, of, curve: [...found].toSorted(([a], [b]) => a - b) });
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
    const stop = onFrameOf(plane.store)(listen);
    return () => {
      closed = true;
      stop();
    };
  }, [plane]);
  const current = useNudge(useCallback((state: State) => areOf(measures.of, state), [measures]));
  return current ? measures : NOTHING;
}
