// The finished words of a run, kept in its link or file: signs and nearest words are discontinuous, so that another browser,
// backend or batch may end in other words. They count for the very run that the link asks for, and for no other.

import { tokenLists, type TokenLists } from '../../address/token-lists';
import { readFields, type Reading } from '../../address/field';
import { settingsText } from '../../address/link';
import { readSteering } from '../../address/read-steering';
import { isComplete, type Path } from '../../history/path';
import type { Settings } from '../../history/settings';
import { currentPath, type State } from '../../history/state';
import { steeringHistory } from '../../history/steering-history';
import { roundingOf } from '../../diffusion/words/sentence';
import { PAD } from '../../diffusion/words/tokens';
import type { Nudge } from '../../store/world';
import { steeringText, type Steering } from '../../terms/steering';
import type { PackInfo } from '../../terms/pack-info';
import type { Samples } from '../../terms/sample';
import { wordFields } from './fields';
import { wordsOwn, type KeptWords } from './own';

const FIELD = 'words';

/** Takes up what an address says; null where it says nothing. */
export function readKeptWords(nudge: Nudge, reading: Reading): void {
  const lanes = reading.value(FIELD, tokenLists.read);
  const before = wordsOwn(nudge.store.getState());
  if (lanes === undefined) {
    if (before.kept !== null) nudge.patchOwn({ ...before, kept: null });
    return;
  }
  const settings = readFields([...wordFields.settings, ...wordFields.run], reading, wordFields.defaults);
  const steering = reading.value('turns', readSteering) ?? [];
  const isCut = (reading.text('without') ?? '').split('.').includes('turns');
  nudge.patchOwn({ ...before, kept: { run: nameOf(settings, steering), lanes, isCut } });
}

/** What an address of what is on screen keeps: what was kept of this very run, or else what it ended in. */
export function writeKeptWords(state: State): Readonly<Record<string, string>> {
  const { pack, recorded } = state.model;
  if (pack === null || recorded) return {};
  const lanes = keptOf(state)?.lanes ?? finishedTokens(currentPath(state), pack);
  return lanes === null ? {} : { [FIELD]: tokenLists.write(lanes) };
}

/** What was kept of the run on screen; null where it is another, or nothing was kept. */
function keptOf(state: State): KeptWords | null {
  const { kept } = wordsOwn(state);
  if (kept === null) return null;
  const path = currentPath(state);
  const settings = path.replay?.after ?? path.settings;
  return kept.run === nameOf(settings, steeringHistory(path, settings)) ? kept : null;
}

function nameOf(settings: Settings, steering: readonly Steering[]): string {
  return `${settingsText(wordFields, settings)}&${steeringText(steering)}`;
}

const finished = new WeakMap<Samples, TokenLists>();

/** The tokens that a run has ended in, of each lane; null before its end. */
export function finishedTokens(path: Path, pack: PackInfo): TokenLists | null {
  const rounding = roundingOf(pack);
  if (rounding === null || path.tip === null || !isComplete(path)) return null;
  const { xt } = path.tip;
  const known = finished.get(xt);
  if (known !== undefined) return known;
  const [, positions] = pack.sampleShape;
  const all = Array.from(rounding.readOff(xt));
  const lanes = Array.from({ length: all.length / positions }, (_, lane) =>
    withoutPads(all.slice(lane * positions, (lane + 1) * positions)),
  );
  finished.set(xt, lanes);
  return lanes;
}

function withoutPads(tokens: readonly number[]): readonly number[] {
  const last = tokens.findLastIndex((token) => token !== PAD);
  return tokens.slice(0, Math.max(1, last + 1)); // a list of none has no text
}

/** Where the run on screen has ended in other words than were kept of it; null where it has not. */
export function otherThanKept(state: State): KeptWords | null {
  const { pack } = state.model;
  const kept = keptOf(state);
  const here = pack === null || kept === null ? null : finishedTokens(currentPath(state), pack);
  if (here === null || kept === null) return null;
  return here.every((tokens, lane) => sameTokens(tokens, kept.lanes[lane])) ? null : kept;
}

/** A list that is missing is like none. */
export function sameTokens(a: readonly number[], b: readonly number[] | undefined): boolean {
  return a.length === b?.length && a.every((token, i) => token === b[i]);
}
