// The walk of single steps, taken a few at a time between frames, so that a drag is not held up by a thousand of them.

import { useEffect, useState } from 'react';
import { Walk } from '../../../diffusion/forward/walk';
import type { Schedule } from '../../../diffusion/schedule';

/** Milliseconds of walking in one task. */
const SLICE_MS = 8;

/** @returns the walk once it has reached the last t; null until then. @param size numbers in one sample */
export function useWalk(schedule: Schedule | null, seed: number, size: number): Walk | null {
  const [walked, setWalked] = useState<Walk | null>(null);
  useEffect(() => {
    if (schedule === null) return;
    const walk = new Walk(schedule, seed, size);
    const last = schedule.betas.length - 1;
    let timer: ReturnType<typeof setTimeout>;
    const goOn = (): void => {
      const until = performance.now() + SLICE_MS;
      while (!walk.reaches(last) && performance.now() < until) walk.advance();
      if (walk.reaches(last)) setWalked(walk);
      else timer = setTimeout(goOn, 0);
    };
    timer = setTimeout(goOn, 0);
    return () => clearTimeout(timer);
  }, [schedule, seed, size]);
  const fits = walked?.schedule === schedule && walked.seed === seed && walked.size === size;
  return fits ? walked : null;
}
