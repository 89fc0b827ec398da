// A row of the verdict table: how usual the finished sentences are by an independent language model, beside people's. So that
// "says it, but is no English" can be seen.

import type { ReactElement } from 'react';
import { Info } from '../../controls/info';
import type { State } from '../../history/state';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { selectFinished, selectLarge, selectOther, selectPack, selectPath } from '../run/selectors';

const INFO = (
  <Info about="how usual a sentence is">
    −log p of each word after those before it, and of the end, in nats, over how many those are: by a small
    recurrent network that was trained on people’s sentences alone and never guides. Higher is less usual; a
    sentence that repeats itself can be lower than people’s.
  </Info>
);

const selectHasJudge = (state: State): boolean => state.model.pack?.hasJudge === true;

/** @param twin whether the table has a column for the twin */
export function UsualRow({ twin }: { readonly twin: boolean }): ReactElement | null {
  const hasJudge = useNudge(selectHasJudge);
  const people = useNudge(selectPack)?.text?.peopleNats;
  const { natsPerWord } = useNudge(selectPath);
  const finished = useNudgeFrame(selectFinished);
  const large = useNudgeFrame(selectLarge);
  const other = useNudgeFrame(selectOther);
  if (!hasJudge) return null;
  const of = (lane: number | null): string => {
    const nats = finished && lane !== null ? natsPerWord?.[lane] : undefined;
    return nats === undefined ? '–' : nats.toFixed(2);
  };
  return (
    <tr>
      <th scope="row">
        Nats a word{people === undefined ? '' : `, people’s ${people.toFixed(2)}`} {INFO}
      </th>
      <td>{of(large)}</td>
      {twin && <td>{of(other)}</td>}
    </tr>
  );
}
