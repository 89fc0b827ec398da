// What there is to save of a sentence's losses: every term, and the sentence as it is read at the t that is shown.

import { sentenceText } from '../../../diffusion/words/sentence';
import type { Frame } from '../../../export/frame';
import { jsonPieces } from '../../../export/json-pieces';
import { formatSmall } from '../../../plots/format';
import { linkTo, type ViewAddress } from '../../../store/link-to';
import type { Nudge } from '../../../store/world';
import type { LossStep } from '../../../worlds/words/losses/losses';
import { pagePalette } from '../../share/palette';
import type { Subject } from '../../share/subject';
import { lossCsv } from './csv';
import { placesAt } from './places';
import { selectLossEvidence, selectLossStep, type LossEvidence } from './shown';

/** @returns null while no term is known */
export function lossSubject({ store, world }: Nudge, view: ViewAddress): Subject | null {
  const state = store.getState();
  const evidence = selectLossEvidence(state);
  if (evidence === null) return null;
  const frame = (): Frame => sentenceFrame(evidence, selectLossStep(state));
  return {
    about: {
      csv: 'A row for each t that is known: x₀’s error, rounding, places read rightly.',
      png: 'The sentence, and what the model reads at the t that is shown, with its losses.',
      json: 'Every number on screen: what the losses are of, every term, and the means.',
    },
    name: `nudge-${evidence.of.pack.id}-losses`,
    palette: pagePalette(),
    csv: () => lossCsv(evidence),
    picture: frame,
    strip: frame,
    film: () => ({ frames: 1, frameAt: frame, rate: 1, leftOut: '' }),
    data: async () => {
      const { hash } = await linkTo(state, world, view);
      return { pieces: jsonPieces({ ...lossData(evidence), address: hash }), count: 16 };
    },
    python: null,
  };
}

export function lossData({ of, T, rows, isComplete, mean, errors, atX0, prior }: LossEvidence) {
  return {
    format: 'nudge-losses',
    version: 1,
    pack: of.pack.id,
    ...(of.pack.sha256 === undefined ? {} : { sha256: of.pack.sha256 }),
    sentence: sentenceText(of.words),
    tokens: of.tokens,
    noiseSeed: of.seed,
    T,
    complete: isComplete,
    /** Over all t: losses, no bits. */
    mean,
    /** Mean error of each draw of the noise that is complete. */
    errors,
    roundingAtX0: atX0,
    prior,
    terms: rows,
  } as const;
}

/** The sentence, and below it what is read; the heavier a word the surer the head is of the sentence's own. */
export function sentenceFrame(evidence: LossEvidence, step: LossStep | null): Frame {
  const { of, mean, rows, T, isComplete } = evidence;
  const { places } = placesAt(of, step);
  const row = rows.find(({ t }) => t === step?.t);
  const cost =
    row === undefined ? '' : `loss ${formatSmall(row.error)}, rounding ${formatSmall(row.rounding)} nats`;
  const known = isComplete ? `all ${T} values of t` : `${rows.length} of ${T} values of t`;
  return {
    share: null,
    caption: `training loss ${isComplete ? '' : 'about '}${mean.error.toFixed(3)}, ${known}, noise seed ${of.seed}   ${of.pack.title}, Nudge`,
    sentences: [
      { title: 'Sentence', note: '', tone: 'plain', places: [], text: sentenceText(of.words) },
      {
        title: step === null ? 'Not asked about this t' : `Read at t = ${step.t}`,
        note: cost,
        tone: 'model',
        places: places.flatMap(({ read, word, nats }) =>
          read === null
            ? []
            : [{ text: read, ink: Math.exp(-nats), tone: read === word ? 'plain' : 'model' } as const],
        ),
        text: step === null ? '' : sentenceText(places.slice(1, -1).map(({ read }) => read ?? '')),
      },
    ],
  };
}
