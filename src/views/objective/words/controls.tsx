// What losses are of: the sentence, the noise; over which axis; and their numbers to take away.

import type { ReactElement } from 'react';
import { Choice, type Option } from '../../../controls/choice';
import { SeedField } from '../../../controls/seed-field';
import { TextField } from '../../../controls/text-field';
import type { State } from '../../../history/state';
import { useNudge, useOpened } from '../../../store/use-store';
import { setLossStatus } from '../../../worlds/words/losses/loss-questions';
import { FEW_SENTENCES, lossRefusal, runSentence, setLosses } from '../../../worlds/words/losses/loss-state';
import { lossDraws, type LossSettings } from '../../../worlds/words/losses/losses';
import view from '../../picture/view.module.css';
import { WorldChoice } from '../../run/controls/world-choice';
import { selectPack } from '../../run/selectors';
import { saveFile } from '../../share/save-file';
import { AxisChoice } from '../axis-choice';
import { OBJECTIVE_WORLDS, OF_WORLDS } from '../of-worlds';
import { Measuring } from '../measuring';
import { lossCsv } from './csv';
import {
  selectLossSettings,
  selectLossStatus,
  selectLossText,
  selectLossTrouble,
  type LossEvidence,
} from './shown';

const DRAWS: readonly Option<number>[] = [lossDraws.min, 4, lossDraws.max].map((value) => ({
  value,
  label: String(value),
}));
const FEW: readonly Option<string>[] = FEW_SENTENCES.map(({ title, text }) => ({
  value: text,
  label: title,
}));

const selectRunSentence = (state: State): string | null => runSentence(state);

export function LossControls({ evidence }: { readonly evidence: LossEvidence | null }): ReactElement {
  const nudge = useOpened();
  const { seed, axis, draws } = useNudge(selectLossSettings);
  const status = useNudge(selectLossStatus);
  const trouble = useNudge(selectLossTrouble);
  const text = useNudge(selectLossText);
  const fromRun = useNudge(selectRunSentence);
  const pack = useNudge(selectPack);
  const set = (changes: Partial<LossSettings>): void => setLosses(nudge, changes);
  const isDone = (evidence?.errors.length ?? 0) >= draws;
  return (
    <div className={view.panel}>
      <WorldChoice label="Objective of" info={OF_WORLDS} options={OBJECTIVE_WORLDS} />
      <TextField
        label="Sentence"
        info="Marks are words of their own, as “It’s a pub.” is five. A word that the model does not know counts as UNK."
        value={text}
        refusal={(given) => lossRefusal(given, pack)}
        onChange={(given) => set({ text: given })}
      />
      <Choice
        label="Some to begin with"
        info="What the run on Words has ended in, of the lane that is looked at there; or one of a few."
        options={fromRun === null ? FEW : [...FEW, { value: fromRun, label: 'Of the run' }]}
        value={text}
        shown=""
        look="segments"
        onChange={(given) => set({ text: given })}
      />
      <AxisChoice value={axis} onChange={(next) => set({ axis: next })} />
      <SeedField
        label="Noise seed"
        info="Key of the noise: every t has another draw, and the embeddings one."
        value={seed}
        drawLabel="Another noise"
        drawAbout="Other draws for every t: how much the losses depend on them."
        onChange={(next) => set({ seed: next })}
        onDraw={() => set({ seed: Math.floor(Math.random() * 10_000) })}
      />
      <Choice
        label="Noise draws"
        info="Of each t so many draws of the noise, with the keys that follow the noise seed: the lines are of the first, and a band is the least and the most of all of them."
        options={DRAWS}
        value={draws}
        look="segments"
        onChange={(next) => set({ draws: next })}
      />
      <Measuring
        status={status}
        onStatus={(next) => setLossStatus(nudge, next)}
        isDone={isDone}
        onExport={
          evidence === null
            ? null
            : () =>
                saveFile(
                  new Blob([lossCsv(evidence)], { type: 'text/csv' }),
                  `nudge-${evidence.of.pack.id}-losses.csv`,
                )
        }
      />
      {trouble !== null && <p role="status">{trouble}</p>}
    </div>
  );
}
