// Prints the lessons and both sets of questions as plain text, for readers that know nothing but them:
//
//     LESSON_TEXTS=said.jsonl node test/e2e/run.mjs lessons.spec.ts
//     node scripts/site/print-lessons.mjs FOLDER [said.jsonl]
//
// writes lessons.txt, quiz-a.txt (the questions at the end), quiz-b.txt (those that no page holds) and keys.txt. The
// first line runs every page and keeps what it says then; without it a page says all that it can say, with … in the place
// of numbers.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runnerImport } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const [folder, saidIn] = process.argv.slice(2);
if (folder === undefined) {
  throw new Error('print-lessons: expected a folder to write into, got none.');
}

const withoutStyles = {
  name: 'without-styles',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('.css') ? '\0no-styles' : null),
  load: (id) => (id === '\0no-styles' ? 'export default {};' : null),
};
const load = async (file) =>
  (await runnerImport(join(root, file), { root, configFile: false, plugins: [withoutStyles] })).module;

const said = new Map();
if (saidIn !== undefined && existsSync(saidIn)) {
  for (const line of readFileSync(saidIn, 'utf8').split('\n').filter(Boolean)) {
    const { place, lines } = JSON.parse(line);
    const kept = lines.filter((text) => !text.startsWith('Texts and generated pictures'));
    said.set(
      place,
      kept.map((text) => text.replace(/^(Not as|As) you predicted: /, 'It came out: ')),
    );
  }
}

const { lessonFolders, pageTexts } = await load('test/lessons/source-texts.ts');

const plain = (text) => text.replaceAll('`', '');
const LETTERS = 'ABCDE';

const { taught } = await load('scripts/site/taught.ts');
const { heldOutQuestions } = await load('test/lessons/held-out-questions.ts');

/** A text that needs a state says so without one. */
function textsOf(page) {
  try {
    return page.text({ model: { pack: null }, history: { paths: [], current: '' } });
  } catch {
    return ['(what this page says depends on the run on screen)'];
  }
}

function pageText(lesson, page, number) {
  const place = `${lesson.number}.${number}`;
  const own = lessonFolders.find((name) => Number(name.slice(0, 2)) === lesson.number);
  const first = new Set([page.title, ...textsOf(page), page.asks, ...page.options, page.todo]);
  const later = (pageTexts(own, '…')[number - 1] ?? []).filter((text) => !first.has(text));
  const lines = said.get(place) ?? [
    page.title,
    ...textsOf(page).map(plain),
    plain(page.asks),
    ...page.options.map((option) => `- ${plain(option)}`),
    plain(page.todo),
    ...(later.length === 0
      ? []
      : ['(Each of these is said where the run bears it out:)', ...later.map(plain)]),
  ];
  return [`--- Page ${place}`, ...lines].join('\n');
}

const question = (number, texts, asks, options) =>
  [
    `${number}. ${texts.map(plain).join(' ')}`,
    `   ${plain(asks)}`,
    ...options.map((option, i) => `   ${LETTERS[i]}) ${plain(option)}`),
  ].join('\n');

mkdirSync(folder, { recursive: true });
const write = (name, parts) => writeFileSync(join(folder, name), `${parts.join('\n\n')}\n`);

write(
  'lessons.txt',
  taught
    .filter(({ lesson }) => lesson.kind !== 'questions')
    .map(({ lesson, pages }) =>
      [
        `=== Lesson ${lesson.number}: ${lesson.title}`,
        ...pages.map((page, i) => pageText(lesson, page, i + 1)),
      ].join('\n\n'),
    ),
);
const ten = taught.find(({ lesson }) => lesson.kind === 'questions').pages;
write(
  'quiz-a.txt',
  ten.map((page, i) => question(i + 1, textsOf(page), page.asks, page.options)),
);
write(
  'quiz-b.txt',
  heldOutQuestions.map(({ state, ask, options }, i) => question(i + 1, [state], ask, options)),
);
const key = (name, rights) => `${name}: ${rights.map((right, i) => `${i + 1}${LETTERS[right]}`).join(' ')}`;
write('keys.txt', [
  key(
    'quiz-a',
    ten.map(({ right }) => right),
  ),
  key(
    'quiz-b',
    heldOutQuestions.map(({ right }) => right),
  ),
]);
process.stdout.write(`${folder}: ${said.size} pages as they were run\n`);
