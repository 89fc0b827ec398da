// What the registry loads of Objective: its address, and then the view. The first page names this file alone.

import type { FunctionComponent } from 'react';
import type { OwnAddress } from '../../store/link-to';
import { boundAddress } from '../../worlds/images/bound/bound-address';
import { lossAddress } from '../../worlds/words/losses/loss-address';
import { holdsWords } from '../../worlds/words/own';

/** Of pictures, or of a sentence. */
export const objectiveAddress: OwnAddress = {
  read: (nudge, reading) =>
    (holdsWords(nudge.store.getState()) ? lossAddress : boundAddress).read(nudge, reading),
  write: (state) => (holdsWords(state) ? lossAddress : boundAddress).write(state),
};

export const loadObjective = async (): Promise<FunctionComponent> => (await import('./of-world')).OfWorld;
