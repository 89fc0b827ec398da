// A run as a Python script that reproduces it with diffusers, and the note that goes with it, in one .zip.

import { strToU8, zipSync } from 'fflate';
import type { RunFile, Stretch } from '../terms/run-file';
import { readTarget } from '../terms/target-text';
import classes from './python/classes.py?raw';
import askedGuides from './python/asked-guides.py?raw';
import encoder from './python/encoder.py?raw';
import noise from './python/noise.py?raw';
import noisyClassifier from './python/noisy-classifier.py?raw';
import note from './python/note.md?raw';
import ownModel from './python/own-model.py?raw';
import usualModel from './python/usual-model.py?raw';
import template from './python/reproduce.py?raw';
import { folderOf, hasInterval, literal, scriptOf, whereItIs, withRun } from './python-text';

/** What its digest is of. */
const WEIGHTS = 'unet/*.safetensors classifier/*.safetensors';

/** What the script has to know of a run. */
export interface PythonRun extends Pick<
  RunFile,
  'pack' | 'sha256' | 'nullClass' | 'chainSteps' | 'stretches'
> {
  /** The pack's first guide: that of lanes that name none. */
  readonly firstGuide?: string;
  /** The packs of which it uses parts. */
  readonly neighbours?: readonly string[];
  /** The side of its samples, where that was chosen. */
  readonly size?: number;
  /** x_t in base64, where the run did not begin with the noise of its seeds. */
  readonly start?: { readonly t: number; readonly x: string };
}

/** The template with this run in the place of its example. */
export function pythonScript(run: PythonRun): string {
  const asked = asksOtherwise(run);
  const isOwn = run.sha256 !== undefined;
  const guide = [encoder, asked ? askedGuides : noisyClassifier].map((part) => part.trimEnd()).join('\n\n\n');
  const parts = { NOISE: noise, GUIDE: guide, MODEL: isOwn ? ownModel : usualModel };
  const script = withClasses(scriptOf(template, parts), run);
  const searched = asked || isOwn ? script.replace('import json\n', 'import json\nimport re\n') : script;
  const whole = asked
    ? searched.replace(
        'classifier guidance after Dhariwal & Nichol 2021',
        'guided after Dhariwal & Nichol 2021 and GLIDE',
      )
    : searched;
  return withRun(whole, run, [
    `    "steps": ${run.chainSteps},`,
    '    "stretches": [',
    ...run.stretches.map(
      (stretch, i) =>
        `        ${stretchText(literalsOf(stretch, run), i === 0 ? null : literalsOf(run.stretches[i - 1]!, run), stretch.at)},`,
    ),
    '    ],',
    ...(run.size === undefined
      ? []
      : [`    "size": ${run.size},  # chosen, for the model's config gives none`]),
    ...(run.nullClass === undefined ? [] : [`    "null_class": ${literal(run.nullClass)},`]),
    ...(run.start === undefined ? [] : [`    "start": {"t": ${run.start.t}, "x": "${run.start.x}"},`]),
  ]);
}

/** What a U-Net that takes a class needs besides: the template is of those that take none. */
function withClasses(script: string, { nullClass }: PythonRun): string {
  if (nullClass === undefined) return script;
  const changes: readonly (readonly [from: string, to: string])[] = [
    [
      'classifier guidance after Dhariwal & Nichol 2021',
      'guidance after Dhariwal & Nichol 2021 and Ho & Salimans 2022',
    ],
    [
      '        self.stretches = run["stretches"]\n',
      '        self.stretches = run["stretches"]\n        self.null_class = run["null_class"]  # the class embedding that means none\n',
    ],
    ['def expected(self, x, t):', 'def expected(self, x, t, use):'],
    ['return self.predicted(x, t)[0]', 'return self.predicted(x, t, use)[0]'],
    ['def predicted(self, x, t):', 'def predicted(self, x, t, use):'],
    ['out = self.unet(x, t).sample.double()', 'out = self.output(x, t, use)'],
    ['x0, said = self.predicted(x, t)\n', 'x0, said = self.predicted(x, t, use)\n'],
    [
      'push = self.scales(use, t).view(-1, 1, 1, 1)',
      'push = (self.scales(use, t) * ~torch.tensor(use["free"])).view(-1, 1, 1, 1)',
    ],
    ['    def expected(', `${classes.trimEnd()}\n\n    def expected(`],
    [
      'guides = json.loads((pack / "nudge.json").read_text())["guides"]',
      'guides = json.loads((pack / "nudge.json").read_text())["guides"]\n        guides = [guide for guide in guides if guide["kind"] != "classifier-free"]',
    ],
  ];
  return changes.reduce((text, [from, to]) => text.replace(from, () => to), script);
}

/** Only what changed since the stretch before. */
function stretchText(now: Literals, then: Literals | null, at: number): string {
  const entries = Object.entries(now).filter(
    ([name, value]) => then === null || JSON.stringify(then[name]) !== JSON.stringify(value),
  );
  const fields = [['at', at] as const, ...entries];
  return `{${fields.map(([name, value]) => `"${name}": ${literal(value)}`).join(', ')}}`;
}

type Literal = string | number | boolean | null | readonly Literal[] | { readonly [name: string]: string };
type Literals = Readonly<Record<string, Literal>>;

/** Whether lanes are asked for something else than classes, of guides that the script must know. */
function asksOtherwise({ stretches }: PythonRun): boolean {
  return stretches.some(({ lanes }) => lanes.some(({ target }) => typeof target === 'string'));
}

function literalsOf({ sampler, lanes }: Stretch, run: PythonRun): Literals {
  const guides = lanes.map(({ guide }) => guide ?? run.firstGuide ?? '');
  return {
    sampler: sampler.kind,
    eta: sampler.kind === 'ddim' ? sampler.eta : 0,
    targets: lanes.map(({ target }) => targetLiteral(target)),
    ...(asksOtherwise(run) ? { guides } : {}),
    scales: lanes.map(({ guidanceScale }) => guidanceScale),
    ...(hasInterval(run) ? { intervals: lanes.map(({ guidanceInterval }) => guidanceInterval ?? null) } : {}),
    ...(run.nullClass === undefined ? {} : { free: lanes.map(({ rule }) => rule !== undefined) }),
    seeds: lanes.map(({ seed }) => seed),
  };
}

/** Values by attribute, or phrases with their weights. */
function targetLiteral(target: number | string): Literal {
  if (typeof target === 'number') return target;
  const [, field = '', text = ''] = /^(\w+)=(.*)$/s.exec(target) ?? [];
  const read = readTarget({ [field]: text });
  if (read?.kind === 'slots') return read.values;
  return read?.kind === 'prompt' ? read.parts.map(({ text: phrase, weight }) => [phrase, weight]) : target;
}

function noteOf(run: PythonRun): string {
  if (!asksOtherwise(run)) return note;
  return note
    .replace('the noisy classifier\ncomposed of its blocks', 'its guides\ncomposed of its blocks')
    .replace('`NoisyClassifier.gradient` is', '`Guides.gradient` is');
}

/** nudge_run.py and its note, packed. */
export function pythonZip(run: PythonRun): Blob {
  const files = {
    'nudge_run.py': strToU8(pythonScript(run)),
    'README.md': strToU8(
      noteOf(run)
        .replace('FOLDER', () => folderOf(run))
        .replace('WHERE', () => whereItIs(run, WEIGHTS, run.neighbours)),
    ),
  };
  return new Blob([zipSync(files)], { type: 'application/zip' });
}
