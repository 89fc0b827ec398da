// The guides of words and faces on WebGPU, where they are recorded: what a replay gives, and what it asks of the GPU.

import { countCalls, setDry } from '../../bench/count-calls';
import { clipCase, clipOnX0Case, facesClassifierCase } from './faces-cases';
import { measureGuide, type GuideCase, type GuideMeasurement, type Read } from './guide-cases';
import { smallClipCase, smallClipOnX0Case } from './small-clip-cases';
import { knownWordsCase, textClassifierCase, textDenoiserCase } from './words-cases';

/** One more evaluation, with other inputs than were recorded. */
export interface ReplayedGuide extends GuideMeasurement {
  readonly dispatches: number;
  readonly submits: number;
  /** None: nothing is recorded anew. */
  readonly bindGroups: number;
}

const SMALL = 'test/parity/words/small';

/** @param all the trained packs' too, over which a software adapter takes minutes; the others run the same kernels */
export function replayedCases(all: boolean): readonly GuideCase[] {
  const few = [
    textDenoiserCase({ folder: `${SMALL}/denoiser`, reference: 'small' }),
    knownWordsCase({ folder: `${SMALL}/self-conditioned-denoiser`, reference: 'small-self-conditioned' }),
    textClassifierCase({ folder: `${SMALL}/classifier`, reference: 'small' }),
    smallClipCase,
    smallClipOnX0Case,
  ];
  if (!all) return few;
  return [
    ...few,
    textDenoiserCase({ folder: 'models/words/denoiser', reference: 'words', lanes: [1, 2] }),
    textClassifierCase({ folder: 'models/words/classifier', reference: 'words', lanes: [1, 2] }),
    facesClassifierCase([1, 2]),
    clipCase([1, 2]),
    clipOnX0Case([1, 2]),
  ];
}

export async function measureReplayed(each: GuideCase, read: Read): Promise<ReplayedGuide> {
  let calls = { dispatches: NaN, submits: NaN, bindGroups: NaN };
  const measurement = await measureGuide(each, read, {
    more: 1,
    between: async ({ vary }) => {
      setDry(true);
      calls = await countCalls(vary);
      setDry(false);
    },
  });
  const { dispatches, submits, bindGroups } = calls;
  return { ...measurement, dispatches, submits, bindGroups };
}
