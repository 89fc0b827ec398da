// A run as a Python script that reproduces it with diffusers, and the note that goes with it, in one .zip.

import { strToU8, zipSync } from 'fflate';
import type { RunFile, Stretch } from '../terms/run-file';
import note from './python/note.md?raw';
import template from './python/reproduce.py?raw';
import { folderOf, whereItIs } from './python-folder';

/** What its digest is of. */
const WEIGHTS = 'unet/*.safetensors classifier/*.safetensors';

export interface PythonRun extends Pick<RunFile, 'pack' | 'sha256' | 'chainSteps' | 'stretches'> {
  /** x_t in base64, where the run did not begin with the noise of its seeds. */
  readonly start?: { readonly t: number; readonly x: string };
}

/** The template with this run in the place of its example. */
export function pythonScript(run: PythonRun): string {
  const text = [
    'RUN = {',
    `    "pack": ${JSON.stringify(run.pack)},`,
    ...(run.sha256 === undefined ? [] : [`    "sha256": "${run.sha256}",  # of the pack's weights`]),
    `    "steps": ${run.chainSteps},`,
    '    "stretches": [',
    ...run.stretches.map((stretch, i) => `        ${stretchText(stretch, run.stretches[i - 1] ?? null)},`),
    '    ],',
    ...(run.start === undefined ? [] : [`    "start": {"t": ${run.start.t}, "x": "${run.start.x}"},`]),
    '}',
  ].join('\n');
  return template
    .replace('--pack models/digits', () => `--pack ${folderOf(run)}`)
    .replace(/^RUN = \{\n[\s\S]*?^\}/m, () => text);
}

/** Only what changed since the stretch before. */
function stretchText(stretch: Stretch, before: Stretch | null): string {
  const now = literalsOf(stretch);
  const then = before === null ? null : literalsOf(before);
  const entries = Object.entries(now).filter(
    ([name, value]) => then === null || JSON.stringify(then[name]) !== JSON.stringify(value),
  );
  const fields = [['at', stretch.at] as const, ...entries];
  return `{${fields.map(([name, value]) => `"${name}": ${literal(value)}`).join(', ')}}`;
}

type Literal = string | number | readonly (number | string)[];

function literalsOf({ sampler, lanes }: Stretch): Record<string, Literal> {
  return {
    sampler: sampler.kind,
    eta: sampler.kind === 'ddim' ? sampler.eta : 0,
    targets: lanes.map(({ target }) => target),
    scales: lanes.map(({ guidanceScale }) => guidanceScale),
    seeds: lanes.map(({ seed }) => seed),
  };
}

/** JSON's numbers, strings and lists are Python's. */
function literal(value: Literal): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  return `[${value.map((each) => JSON.stringify(each)).join(', ')}]`;
}

/** nudge_run.py and its note, packed. */
export function pythonZip(run: PythonRun): Blob {
  const files = {
    'nudge_run.py': strToU8(pythonScript(run)),
    'README.md': strToU8(
      note.replace('FOLDER', () => folderOf(run)).replace('WHERE', () => whereItIs(run, WEIGHTS)),
    ),
  };
  return new Blob([zipSync(files)], { type: 'application/zip' });
}
