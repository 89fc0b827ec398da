// teach.html, the teacher's page: aims, timing, questions and common wrong ideas of each lesson, and how to show, embed and
// print it. It is made of the lessons themselves, so it cannot say anything else than they do.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runnerImport, type Plugin } from 'vite';
import type { Taught } from './taught';

const root = resolve(import.meta.dirname, '../..');

interface WrongIdea {
  readonly number: number;
  readonly idea: string;
  readonly source: string;
  readonly page: string;
}

/** The rows of docs/misconceptions.md. */
export function wrongIdeas(markdown: string): WrongIdea[] {
  return markdown.split('\n').flatMap((line) => {
    const [, number, idea, source, page] = /^\| (\d+) +\| (.*?) +\| (.*?) +\| (.*?) +\|$/.exec(line) ?? [];
    return number === undefined || idea === undefined || source === undefined || page === undefined
      ? []
      : [{ number: Number(number), idea, source, page }];
  });
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What stands between backticks is a formula. */
const marked = (text: string): string =>
  escaped(text)
    .split('`')
    .map((part, i) => (i % 2 === 1 ? `<i>${part}</i>` : part))
    .join('');

/** The controls that the tasks of a lesson need in an embedded page. */
const CONTROLS = 'play,target,scale,seed,sampler';

/** @param short the pages of a lecture of twenty minutes, as "4.2" */
export function teachPage(
  taught: readonly Taught[],
  short: readonly string[],
  ideas: readonly WrongIdea[],
): string {
  const titleAt = (at: string): string => {
    const [lesson, page] = at.split('.').map(Number);
    return taught.find((each) => each.lesson.number === lesson)?.pages[(page ?? 0) - 1]?.title ?? '';
  };
  const link = (query: string, text: string): string => `<a href="./?${query}">${escaped(text)}</a>`;
  const lessonPart = ({ lesson: { number, title }, pages, teaching }: Taught): string => {
    if (teaching === null) return '';
    const opens = pages[0]?.opens ?? '';
    const frame = `<iframe src="./?embed=1&controls=${CONTROLS}&lesson=${number}.1${opens}" width="760" height="960" title="${title}"></iframe>`;
    const own = ideas.filter(({ page }) => new RegExp(`\\b${number}\\.\\d`).test(page));
    return `<section>
<h2>${number} ${escaped(title)}</h2>
<p><b>Aim.</b> ${escaped(teaching.aim)} <b>Time.</b> ${teaching.minutes} minutes.</p>
<p>${link(`lesson=${number}.1`, 'Open')} · ${link(`present&lesson=${number}.1`, 'Present')}</p>
<ol>
${pages
  .map(
    (
      page,
      i,
    ) => `<li><b>${marked(page.title)}</b><br />${marked(page.asks)} <span>(${page.options.map(marked).join(' · ')})</span>
<ul>${[page.todo, ...(teaching.pages[i] ?? [])].map((text) => `<li>${marked(text)}</li>`).join('')}</ul></li>`,
  )
  .join('\n')}
</ol>
${own.length === 0 ? '' : `<p><b>Wrong ideas that it answers.</b> ${own.map(({ idea }) => escaped(idea)).join('; ')}.</p>`}
<details><summary>For a page of your own</summary><pre>${escaped(frame)}</pre></details>
</section>`;
  };
  const minutes = taught.reduce((sum, { teaching }) => sum + (teaching?.minutes ?? 0), 0);
  const count = taught.filter(({ lesson }) => lesson.kind === 'lesson').length;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>Teaching with Nudge</title>
<link rel="icon" href="./favicon.svg" type="image/svg+xml" />
<link rel="stylesheet" href="./about.css" />
</head>
<body>
<main>
<h1>Teaching with Nudge</h1>
<p>${count} lessons of a few minutes each, ${minutes} minutes in all. Each page asks for a prediction, lets the class run it, and compares with what happened in that very run.</p>
<p>${link('lesson', 'The lessons')} · <a href="./about.html">About Nudge</a></p>
<h2>In a lecture</h2>
<p>${link('present', 'Present')} shows the pages as slides, each in its own state, paused. The arrows, Page Up and Page Down turn them, as a clicker does. Space plays the run. B is black, N shows notes, P leaves. “Second window” has notes, a clock and the next page, for the screen that the room does not see. Once the page has been open, all of it works without a network.</p>
<p>Twenty minutes have room for these ten. ${link('present=short', 'Present in twenty minutes')} leads through them alone, from the first one:</p>
<ul>
${short.map((at) => `<li>${link(`present=short&lesson=${at}`, `${at} ${titleAt(at)}`)}</li>`).join('\n')}
</ul>
<h2>On paper</h2>
<p>Print any page of a lesson from the browser: the paper has its text and formulas, and the pictures of the run as they stand on screen.</p>
${taught.map(lessonPart).join('\n')}
<h2>What people get wrong</h2>
<table>
<thead><tr><th>Idea</th><th>Where it shows</th><th>Page</th></tr></thead>
<tbody>
${ideas.map(({ idea, source, page }) => `<tr><td>${marked(idea)}</td><td>${marked(source)}</td><td>${marked(page)}</td></tr>`).join('\n')}
</tbody>
</table>
<h2>Licences</h2>
<p>The texts of the lessons, and pictures that the models make, are under <a href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer">CC BY 4.0</a>: name “Nudge” as their source. Digits that are data are from MNIST, <a href="https://creativecommons.org/licenses/by-sa/3.0/" rel="noreferrer">CC BY-SA 3.0</a>. Sentences are learned from the E2E NLG Challenge, <a href="https://creativecommons.org/licenses/by-sa/4.0/" rel="noreferrer">CC BY-SA 4.0</a>. The program itself is under the MIT licence.</p>
</main>
</body>
</html>
`;
}

/** Node draws nothing. */
const withoutStyles: Plugin = {
  name: 'nudge-without-styles',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('.css') ? '\0no-styles' : null),
  load: (id) => (id === '\0no-styles' ? 'export default {};' : null),
};

interface Lessons {
  readonly taught: readonly Taught[];
  readonly shortWayInText: readonly string[];
}

/** The lessons as the page has them, in Node. */
async function loadLessons(): Promise<Lessons> {
  const { module } = await runnerImport<Lessons>(resolve(import.meta.dirname, 'taught.ts'), {
    configFile: false,
    plugins: [withoutStyles],
  });
  return module;
}

export function teach(): Plugin {
  return {
    name: 'nudge-teach',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir === undefined) return;
      const ideas = wrongIdeas(readFileSync(resolve(root, 'docs/misconceptions.md'), 'utf8'));
      const { taught, shortWayInText } = await loadLessons();
      writeFileSync(resolve(dir, 'teach.html'), teachPage(taught, shortWayInText, ideas));
    },
  };
}
