// A finished run of sentences: its words, what the rules read in them, and in which order the words came to stand.

import {
  roundingOf,
  sentenceText,
  verdictsOnWords,
  wordsOf,
  type WishVerdict,
} from '../../diffusion/words/sentence';
import { START } from '../../diffusion/words/tokens';
import { isComplete, type Path } from '../../history/path';
import { currentPath, type State } from '../../history/state';
import type { PackInfo } from '../../terms/pack-info';
import { formingOfOutput, laneForming } from '../../worlds/words/forming';

export interface Said {
  readonly text: string;
  readonly words: readonly string[];
  /** On each thing that the first lane was asked for. */
  readonly verdicts: readonly WishVerdict[];
}

export interface SentenceRun {
  readonly guided: Said;
  /** From the same noise, with nothing asked for; null without one. */
  readonly twin: Said | null;
  /** Of the unguided one, or else of the guided one. */
  readonly order: Order | null;
  /** K; null where a step pushes once. */
  readonly updates: number | null;
}

export interface Order {
  /** Steps that were looked at, over all of the run. */
  readonly looks: number;
  /** Of each word: the first look from which it stood. */
  readonly since: readonly number[];
  /** From -1, the last word first, to 1, the first word first: rank correlation of place and look. */
  readonly correlation: number;
}

const LOOKS = 16;

const known = new WeakMap<Path, SentenceRun | null>();

/** Null while the run is not finished, or is another kind. */
export function sentenceRun(state: State): SentenceRun | null {
  const path = currentPath(state);
  const { pack } = state.model;
  if (pack === null || !isComplete(path)) return null;
  const found = known.get(path);
  if (found !== undefined) return found;
  const made = runOf(path, pack);
  known.set(path, made);
  return made;
}

function runOf(path: Path, pack: PackInfo): SentenceRun | null {
  const rounding = roundingOf(pack);
  const lanes = path.steps[0]?.lanes ?? [];
  const [first, second] = lanes;
  const end = path.tip?.xt;
  if (rounding === null || first === undefined || end === undefined || lanes.length > 2) return null;
  const [, positions] = pack.sampleShape;
  const tokens = rounding.readOff(end);
  const said = (lane: number): Said => {
    const words = wordsOf(tokens.subarray(lane * positions, (lane + 1) * positions), pack.text?.words ?? []);
    return { words, text: sentenceText(words), verdicts: verdictsOnWords(words, first.target) };
  };
  const alone = second !== undefined && second.guidanceScale === 0 ? 1 : 0;
  const rule = path.steps[0]?.rule;
  return {
    updates: rule?.kind === 'updates' ? rule.count : null,
    guided: said(0),
    twin: alone === 1 ? said(1) : null,
    order: orderOf(
      path,
      pack,
      alone,
      tokens.subarray(alone * positions, (alone + 1) * positions),
      said(alone).words,
    ),
  };
}

function orderOf(
  { steps }: Path,
  pack: PackInfo,
  lane: number,
  end: Int32Array,
  words: readonly string[],
): Order | null {
  const looks: Int32Array[] = [];
  for (let look = 0; look < LOOKS; look++) {
    const record = steps[Math.round((look * (steps.length - 1)) / (LOOKS - 1))];
    const all = record?.said ? formingOfOutput(record.said.modelOutput, pack) : null;
    if (all === null) return null;
    looks.push(laneForming(all, lane, end.length).tokens);
  }
  const from = end[0] === START ? 1 : 0;
  const since = words.map((_, word) => {
    const at = from + word;
    return looks.findLastIndex((tokens) => tokens[at] !== end[at]) + 1;
  });
  return words.length < 3 ? null : { looks: LOOKS, since, correlation: rankCorrelation(since) };
}

/** Of values with their places: Pearson's, of ranks. */
function rankCorrelation(values: readonly number[]): number {
  const ranks = values.map(
    (value) =>
      values.filter((other) => other < value).length +
      (values.filter((other) => other === value).length - 1) / 2,
  );
  const middle = (values.length - 1) / 2;
  let [both, ofPlaces, ofRanks] = [0, 0, 0];
  ranks.forEach((rank, place) => {
    both += (rank - middle) * (place - middle);
    ofPlaces += (place - middle) ** 2;
    ofRanks += (rank - middle) ** 2;
  });
  return ofRanks === 0 ? 0 : both / Math.sqrt(ofPlaces * ofRanks);
}
