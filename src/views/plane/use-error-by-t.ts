// Asks how much the denoiser misses: when a model is opened, and every few seconds while it learns.

import { useEffect, useState } from 'react';
import { mixtureOrNull } from '../../store/plane-source';
import type { PlaneStore } from '../../store/plane-store';
import { planeOf } from '../../store/plane-settings';
import { errorByT, probeOf, type ErrorByT } from './error-by-t';

const PAUSE_MS = 2500;

export function useErrorByT(plane: PlaneStore): ErrorByT | null {
  const [error, setError] = useState<ErrorByT | null>(null);
  useEffect(() => {
    let asked: object | null = null;
    let askedStep = -1;
    let askedAt = -Infinity;
    let busy = false;
    let closed = false;
    const ask = async (): Promise<void> => {
      const { model, settings, training } = plane.store.getState();
      const mixture = mixtureOrNull(planeOf(settings));
      const step = training?.step ?? 0;
      if (model.pack === null || model.backend === null || mixture === null || busy) return;
      if (model.pack === asked && (step === askedStep || performance.now() - askedAt < PAUSE_MS)) return;
      busy = true;
      asked = model.pack;
      askedStep = step;
      askedAt = performance.now();
      try {
        const probe = await probeOf(mixture, model.pack.scheduler);
        const { modelOutput } = await plane.observe(probe.question);
        if (!closed) setError(errorByT(probe, modelOutput));
      } catch {
        // the model has gone in the meantime: the run says so
      }
      busy = false;
    };
    const timer = setInterval(() => void ask(), 500);
    void ask();
    return () => {
      closed = true;
      clearInterval(timer);
    };
  }, [plane]);
  return error;
}
