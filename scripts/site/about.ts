// about.html: what Nudge is, and the licence of everything that the build put into it, by what each bundle holds.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
  readonly repository?: string | { readonly url?: string };
}

interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Address of its source; empty where it names none. */
  readonly source: string;
  readonly text: string;
}

/** Texts of licences that some packages name and do not bring. */
const standard: Readonly<Record<string, string>> = {
  'Apache-2.0': readFileSync(resolve(import.meta.dirname, 'Apache-2.0.txt'), 'utf8'),
};

/** The folder of the package that a module belongs to; null for a module of our own. */
export function packageFolder(id: string): string | null {
  const path = id.replaceAll('\\', '/').split('?')[0] ?? '';
  return (
    /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path.startsWith('/') ? path : `/${path}`)?.[1] ?? null
  );
}

/** @throws Error where a package that is bundled has no licence, or no text of it */
export function licensed(folder: string): Licensed {
  const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;
  const file = readdirSync(folder).find((name) => /^(licen[sc]e|copying)/i.test(name));
  const text = file === undefined ? standard[json.license ?? ''] : readFileSync(join(folder, file), 'utf8');
  if (json.license === undefined || text === undefined)
    throw new Error(`${json.name}: expected a licence and its text, to be listed in about.html.`);
  const repository = typeof json.repository === 'string' ? json.repository : (json.repository?.url ?? '');
  const source = repository
    .replace(/^git\+/, '')
    .replace(/^git:/, 'https:')
    .replace(/\.git$/, '');
  return {
    name: json.name,
    version: json.version,
    licence: json.license,
    source: source.startsWith('https:') ? source : (json.homepage ?? ''),
    text: text.trim(),
  };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What is not code. */
const data = [
  ['Digits', 'MNIST, Y. LeCun, C. Cortes, C. Burges', 'CC BY-SA 3.0'],
  ['Clothing', 'Fashion-MNIST, Zalando SE', 'MIT'],
  ['Faces', 'DiceBear, Pixel Art', 'CC0 1.0'],
  ['Sentences', 'E2E NLG Challenge, J. Novikova, O. Dušek, V. Rieser', 'CC BY-SA 4.0'],
] as const;

export function aboutPage(packages: readonly Licensed[], ours: string): string {
  const row = ({ name, version, licence, source, text }: Licensed): string => {
    const label = `${escaped(name)} ${escaped(version)}`;
    const link = source === '' ? '' : ` <a href="${escaped(source)}" rel="noreferrer">Source</a>`;
    return `<li><details><summary><b>${label}</b> ${escaped(licence)}</summary>${link}<pre>${escaped(text)}</pre></details></li>`;
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>About Nudge</title>
<link rel="icon" href="./favicon.svg" type="image/svg+xml" />
<link rel="stylesheet" href="./about.css" />
</head>
<body>
<main>
<h1>About Nudge</h1>
<p>Nudge lets you watch a classifier steer a diffusion model, live, in a browser tab. Everything is computed on your own device, and nothing that you open leaves it.</p>
<p><a href="./">Open Nudge</a></p>
<h2>Licence</h2>
<details><summary>Nudge is free software under the <b>MIT licence</b></summary><pre>${escaped(ours.trim())}</pre></details>
<h2>What the models learned from</h2>
<table>
<thead><tr><th>Model</th><th>Data</th><th>Licence</th></tr></thead>
<tbody>
${data.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('\n')}
</tbody>
</table>
<h2>Libraries in this build</h2>
<ul>
${packages.map(row).join('\n')}
</ul>
</main>
</body>
</html>
`;
}

/** Two plugins that share what they saw: one for the page, which writes about.html, and one for every worker. */
export function about(): { readonly page: () => Plugin; readonly worker: () => Plugin } {
  const folders = new Set<string>();
  const generateBundle: NonNullable<Plugin['generateBundle']> = (_, bundle) => {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      for (const id of chunk.moduleIds) {
        const folder = packageFolder(id);
        if (folder !== null && existsSync(join(folder, 'package.json'))) folders.add(folder);
      }
    }
  };
  return {
    page: () => ({
      name: 'nudge-about',
      apply: 'build',
      generateBundle,
      writeBundle({ dir }) {
        if (dir === undefined) return;
        const packages = [...folders].map(licensed).toSorted((a, b) => (a.name < b.name ? -1 : 1));
        const ours = readFileSync(resolve(import.meta.dirname, '../../LICENSE'), 'utf8');
        writeFileSync(resolve(dir, 'about.html'), aboutPage(packages, ours));
      },
    }),
    worker: () => ({ name: 'nudge-about-worker', generateBundle }),
  };
}
