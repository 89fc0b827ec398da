// A run of sentences as a Python script that takes it again, the note that goes with it, and what the page ended in, in one
// .zip.

import { strToU8, zipSync } from 'fflate';
import type { Lane } from '../terms/lane';
import type { RunRule } from '../terms/rule';
import type { RunFile } from '../terms/run-file';
import type { Target } from '../terms/target';
import noise from './python/noise.py?raw';
import note from './python/note-words.md?raw';
import template from './python/reproduce_words.py?raw';
import networks from './python/text-networks.py?raw';
import { folderOf, hasInterval, literal, scriptOf, whereItIs, withRun } from './python-text';

/** What the steps from `at` on used, until the next of these. */
export interface WordsStretch {
  readonly at: number;
  readonly rule: RunRule;
  readonly clamp: boolean;
  readonly lanes: readonly Lane[];
}

export interface WordsRun extends Pick<RunFile, 'pack' | 'sha256' | 'chainSteps'> {
  readonly stretches: readonly WordsStretch[];
  /** Of each lane, as the page ended; none before its end. */
  readonly sentences: readonly string[];
}

/** The template with this run in the place of its example. */
export function wordsScript(run: WordsRun): string {
  return withRun(scriptOf(template, { NOISE: noise, NETWORKS: networks }), run, [
    `    "steps": ${run.chainSteps},`,
    '    "stretches": [',
    ...run.stretches.flatMap((stretch, i) =>
      stretchLines(stretch, run.stretches[i - 1] ?? null, hasInterval(run)),
    ),
    '    ],',
  ]);
}

/** Only what changed since the stretch before. */
function stretchLines(
  stretch: WordsStretch,
  before: WordsStretch | null,
  intervals: boolean,
): readonly string[] {
  const now = literalsOf(stretch, intervals);
  const then = before === null ? null : literalsOf(before, intervals);
  const changed = Object.entries(now).filter(([name, value]) => then === null || then[name] !== value);
  return [
    '        {',
    ...[['at', String(stretch.at)], ...changed].map(([name, value]) => `            "${name}": ${value},`),
    '        },',
  ];
}

function literalsOf({ rule, clamp, lanes }: WordsStretch, intervals: boolean): Record<string, string> {
  return {
    rule: literal(rule),
    clamp: literal(clamp),
    targets: literal(lanes.map(({ target }) => wishesIn(target))),
    scales: literal(lanes.map(({ guidanceScale }) => guidanceScale)),
    ...(intervals
      ? { intervals: literal(lanes.map(({ guidanceInterval }) => guidanceInterval ?? null)) }
      : {}),
    seeds: literal(lanes.map(({ seed }) => seed)),
  };
}

/** {"slots": …, "length": …, "fill": …}, as the script reads them. */
function wishesIn(target: Target): object {
  switch (target.kind) {
    case 'all':
      return Object.assign({}, ...target.of.map(wishesIn));
    case 'slots':
      return { slots: target.values };
    case 'length':
      return { length: target.n };
    case 'fill':
      return { fill: target.words };
    case 'class':
    case 'prompt':
      return {};
  }
}

/** nudge_run.py, its note, and the sentences, packed. */
export function wordsZip(run: WordsRun): Blob {
  const files = {
    'nudge_run.py': strToU8(wordsScript(run)),
    'README.md': strToU8(
      note
        .replace('FOLDER', () => folderOf(run))
        .replace('WHERE', () => whereItIs(run, 'denoiser/*.safetensors classifier/*.safetensors')),
    ),
    ...(run.sentences.length === 0 ? {} : { 'sentences.txt': strToU8(`${run.sentences.join('\n')}\n`) }),
  };
  return new Blob([zipSync(files)], { type: 'application/zip' });
}
