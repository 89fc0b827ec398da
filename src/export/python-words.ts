// A run of sentences as a Python script that takes it again, the note that goes with it, and what the page ended in, in one
// .zip.

import { strToU8, zipSync } from 'fflate';
import type { Lane } from '../terms/lane';
import type { GuidanceRule } from '../terms/rule';
import type { RunFile } from '../terms/run-file';
import type { Target } from '../terms/target';
import note from './python/note-words.md?raw';
import template from './python/reproduce_words.py?raw';
import { folderOf, whereItIs } from './python-folder';

/** What the steps from `at` on used, until the next of these. */
export interface WordsStretch {
  readonly at: number;
  readonly rule: GuidanceRule;
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
  const text = [
    'RUN = {',
    `    "pack": ${literal(run.pack)},`,
    ...(run.sha256 === undefined ? [] : [`    "sha256": "${run.sha256}",  # of the pack's weights`]),
    `    "steps": ${run.chainSteps},`,
    '    "stretches": [',
    ...run.stretches.flatMap((stretch, i) => stretchLines(stretch, run.stretches[i - 1] ?? null)),
    '    ],',
    '}',
  ].join('\n');
  return template
    .replace('--pack models/words', () => `--pack ${folderOf(run)}`)
    .replace(/^RUN = \{\n[\s\S]*?^\}/m, () => text);
}

/** Only what changed since the stretch before. */
function stretchLines(stretch: WordsStretch, before: WordsStretch | null): readonly string[] {
  const now = literalsOf(stretch);
  const then = before === null ? null : literalsOf(before);
  const changed = Object.entries(now).filter(([name, value]) => then === null || then[name] !== value);
  return [
    '        {',
    ...[['at', String(stretch.at)], ...changed].map(([name, value]) => `            "${name}": ${value},`),
    '        },',
  ];
}

function literalsOf({ rule, clamp, lanes }: WordsStretch): Record<string, string> {
  return {
    rule: literal(rule),
    clamp: literal(clamp),
    targets: literal(lanes.map(({ target }) => wishesIn(target))),
    scales: literal(lanes.map(({ guidanceScale }) => guidanceScale)),
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

/** Plain data as Python has it. */
function literal(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const pairs = Object.entries(value).map(([name, of]) => `${JSON.stringify(name)}: ${literal(of)}`);
  return `{${pairs.join(', ')}}`;
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
