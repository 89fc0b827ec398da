// Every text that the source of a lesson holds, in the order of its pages, whatever its condition: what is filled in
// stands as one word.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../src/lessons');

export const lessonFolders = readdirSync(folder).filter((name) => /^\d\d-/.test(name));

const LITERAL = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g;

/** The texts of each page: what stands between one `page({` or `question({` and the next, and before the first one what they share. */
export function pageTexts(lesson: string, filled = '7'): string[][] {
  const source = readFileSync(join(folder, lesson, 'pages.ts'), 'utf8').replaceAll(/^\s*\/[/*].*$/gm, '');
  return source
    .split(/(?<!function )\b(?:page|question)\(\{/)
    .slice(1)
    .map((part) =>
      [...part.matchAll(LITERAL)]
        .map((match) =>
          (match[1] ?? match[2] ?? '').replaceAll('\\`', '`').replaceAll(/\$\{[^}]*\}/g, filled),
        )
        .filter((text) => text.includes(' ')),
    );
}

/** Sentences, without the signs of symbols. */
export function sentencesOf(text: string): string[] {
  return text.replaceAll('`', '').split(/(?<=[.?!])\s+/);
}

export function wordsIn(sentence: string): number {
  return sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
}
