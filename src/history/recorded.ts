// A recording as a path like any other: it can be scrubbed and taken apart, but not steered.

import { stepsOfRecording, takingSteps, type RecordedRun } from '../formats/recording';
import { inSlices } from '../timing/in-slices';
import { newPath, withStep, type Path } from './path';
import type { Settings } from './settings';

/** Of its path. */
export const RECORDED_ID = -1;

/** Kept steps a second while it plays by itself. */
export const RECORDED_SPEED = 5;

/**
 * @param id of the path
 * @param settings what the recording does not say
 */
export function pathOfRecording(recording: RecordedRun, id: number, settings: Settings): Path {
  const steps = stepsOfRecording(recording);
  const [lane] = recording.lanes;
  const used: Settings = {
    ...settings,
    pack: recording.pack.id,
    sampler: recording.sampler.kind,
    steps: steps.length,
    ...(lane && { target: lane.target, guidanceScale: lane.guidanceScale, seed: lane.seed }),
  };
  const timesteps = steps.map(({ transition }) => transition.t);
  const start = newPath(id, used, steps.length, timesteps);
  const path = steps.reduce((before, step) => withStep(before, step, used, null), start);
  return { ...path, verdicts: recording.verdicts };
}

/**
 * The recording that lies beside the page, with its steps taken, or null when it is not there or of another format.
 *
 * @param isWanted asked while they are: null when it is not
 */
export async function fetchRecording(url: string, isWanted: () => boolean): Promise<RecordedRun | null> {
  try {
    const response = await fetch(url);
    const recording: RecordedRun | null = response.ok ? await response.json() : null;
    if (recording?.format !== 3) return null;
    return (await inSlices(takingSteps(recording), isWanted)) === null ? null : recording;
  } catch {
    return null; // the recording is optional
  }
}
