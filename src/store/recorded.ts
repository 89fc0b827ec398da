// A recording as a path like any other: it can be scrubbed and taken apart, but not steered.

import { stepsOfRecording, type RecordedRun } from '../diffusion/recording';
import { newPath, withStep, type Path } from './path';

/** Kept steps a second while it plays by itself. */
export const RECORDED_SPEED = 5;

/** @param id of the path */
export function pathOfRecording(recording: RecordedRun, id: number): Path {
  const steps = stepsOfRecording(recording);
  const timesteps = steps.map(({ transition }) => transition.t);
  const start = newPath(id, recording.sampler, steps.length, timesteps);
  return { ...steps.reduce(withStep, start), verdicts: recording.verdicts };
}

/** The recording that lies beside the page, or null when it is not there or of another format. */
export async function fetchRecording(url: string): Promise<RecordedRun | null> {
  try {
    const response = await fetch(url);
    const recording: RecordedRun | null = response.ok ? await response.json() : null;
    return recording?.format === 2 ? recording : null;
  } catch {
    return null; // it is only a pastime
  }
}
