// What only the world of words knows: its own part of the state.

import type { TokenLists } from '../../address/token-lists';
import type { State } from '../../history/state';
import type { WithSweep } from '../../sweep/sweep';
import type { Losses } from './losses/losses';

/** The finished words of a run, as its link or file kept them. */
export interface KeptWords {
  /** Names the run: its settings and how it was steered. */
  readonly run: string;
  /** Tokens of each lane, without the PADs at their end. */
  readonly lanes: TokenLists;
  /** Whether how the run was steered was too long for the link, so that it cannot be taken again. */
  readonly isCut: boolean;
}

export interface WordsOwn extends WithSweep {
  readonly world: 'words';
  /** What the newest address kept of its run; null where it kept nothing. */
  readonly kept: KeptWords | null;
  /** Absent until Objective is opened. */
  readonly losses?: Losses;
}

export const initialOwn: WordsOwn = { world: 'words', kept: null };

export function wordsOwn({ own }: Pick<State, 'own'>): WordsOwn {
  return isWords(own) ? own : initialOwn;
}

function isWords(own: object): own is WordsOwn {
  return 'world' in own && own.world === initialOwn.world && 'kept' in own;
}

/** Whether it is the state of the world of words. */
export const holdsWords = ({ own }: Pick<State, 'own'>): boolean => isWords(own);
