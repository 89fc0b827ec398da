// What the Python of every run shares: how a script is put together of its parts, plain data as Python has it, and how
// pack and folder are spoken of.

import type { Lane } from '../terms/lane';
import type { RunFile } from '../terms/run-file';

type Named = Pick<RunFile, 'pack' | 'sha256'>;

/** @param parts what stands in the place of each line that is a comment with a part's name */
export function scriptOf(template: string, parts: Readonly<Record<string, string>>): string {
  return template.replaceAll(/^# ([A-Z]+)$/gm, (line, name: string) => parts[name]?.trimEnd() ?? line);
}

/** The run in the place of the template's example. @param lines of "steps" and what follows */
export function withRun(script: string, run: Named, lines: readonly string[]): string {
  const text = [
    'RUN = {',
    `    "pack": ${JSON.stringify(run.pack)},`,
    ...(run.sha256 === undefined ? [] : [`    "sha256": "${run.sha256}",  # of the pack's weights`]),
    ...lines,
    '}',
  ].join('\n');
  return script
    .replace(/--pack models\/\w+/, () => `--pack ${folderOf(run)}`)
    .replace(/^RUN = \{\n[\s\S]*?^\}/m, () => text);
}

/** Whether any lane is guided at some timesteps only. */
export function hasInterval({
  stretches,
}: {
  readonly stretches: readonly { readonly lanes: readonly Pick<Lane, 'guidanceInterval'>[] }[];
}): boolean {
  return stretches.some(({ lanes }) => lanes.some(({ guidanceInterval }) => guidanceInterval));
}

/** Plain data as Python has it. */
export function literal(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const pairs = Object.entries(value).map(([name, of]) => `${JSON.stringify(name)}: ${literal(of)}`);
  return `{${pairs.join(', ')}}`;
}

/** Where the pack lies, as an argument: one that comes with Nudge under models/, a person's own where they put it. */
export function folderOf({ pack, sha256 }: Named): string {
  const folder = sha256 === undefined ? `models/${pack}` : pack;
  return /^[\w./-]+$/.test(folder) ? folder : `"${folder.replaceAll(/[^\w./() -]/g, '_')}"`;
}

/**
 * @param weights the files whose digest is known, the denoiser's first
 * @param neighbours the packs of which it uses parts, by their folders
 */
export function whereItIs(
  { pack, sha256 }: Named,
  weights: string,
  neighbours: readonly string[] = [],
): string {
  if (sha256 === undefined) {
    const beside = neighbours.map((id) => ` It uses parts of \`models/${id}\`, which has to lie beside it.`);
    return `The pack is the folder \`models/${pack}\` beside the page and in Nudge's repository.${beside.join('')}`;
  }
  return `The pack is ${pack}, a model of somebody's own that was opened from files and does not come with Nudge. It is the
right one where \`cat ${weights} | sha256sum\` (without a classifier, of the denoiser's
alone) gives ${sha256}.`;
}
