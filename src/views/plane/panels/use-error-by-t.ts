// Asks how much the denoiser misses: when a model is opened, and every few seconds while it learns.

import { useEffect, useState } from 'react';
import { settingsOf } from '../../../history/state';
import type { Errand, Source } from '../../../questions/asker';
import type { PackInfo } from '../../../terms/pack-info';
import { useNudge } from '../../../store/use-store';
import { selectPack } from '../../run/selectors';
import { planeOf } from '../../../worlds/plane/settings';
import { mixtureOrNull } from '../../../worlds/plane/source';
import { trainingOf } from '../../../worlds/plane/state';
import type { OpenedPlane } from '../../../worlds/plane/use-plane';
import { errorByT, probeOf, type ErrorByT, type Probe } from '../../../worlds/plane/error-by-t';

const PAUSE_MS = 2500;

class ErrorQuestions implements Source {
  #asked: { readonly pack: PackInfo; readonly step: number; readonly at: number } | null = null;
  #probe: { readonly pack: PackInfo; readonly probe: Probe | null } | null = null;

  constructor(
    private readonly plane: OpenedPlane,
    private readonly found: (error: ErrorByT, of: PackInfo) => void,
  ) {}

  key(): unknown {
    return this.plane.store.getState().model.pack;
  }

  next(): Errand | number | null {
    const state = this.plane.store.getState();
    const { pack, backend } = state.model;
    const step = trainingOf(state)?.step ?? 0;
    if (pack === null || backend === null) return null;
    if (this.#asked?.pack === pack) {
      if (step === this.#asked.step) return null;
      const rest = this.#asked.at + PAUSE_MS - this.plane.clock.now();
      if (rest > 0) return rest;
    }
    const probe = this.#probeOf(pack);
    if (probe === null) return null;
    this.#asked = { pack, step, at: this.plane.clock.now() };
    return {
      query: probe.query,
      take: ({ modelOutput }) => {
        if (modelOutput !== null) this.found(errorByT(probe, modelOutput), pack);
      },
    };
  }

  /** What is asked of a model, worked out once; null where there is no distribution. */
  #probeOf(pack: PackInfo): Probe | null {
    if (this.#probe?.pack !== pack) {
      const mixture = mixtureOrNull(planeOf(settingsOf(this.plane.store.getState())));
      this.#probe = { pack, probe: mixture === null ? null : probeOf(mixture, pack.scheduler) };
    }
    return this.#probe.probe;
  }
}

/** Null before the model on screen has been asked. */
export function useErrorByT(plane: OpenedPlane): ErrorByT | null {
  const [found, setFound] = useState<{ readonly error: ErrorByT; readonly of: PackInfo } | null>(null);
  useEffect(
    () => plane.plane.asker.watch(new ErrorQuestions(plane, (error, of) => setFound({ error, of }))),
    [plane],
  );
  const pack = useNudge(selectPack);
  return found === null || found.of !== pack ? null : found.error;
}
