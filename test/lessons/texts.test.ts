// What holds of every lesson's words: short sentences, every symbol explained where it first stands, and addresses that
// open as they are meant.

import { describe, expect, it } from 'vitest';
import { complaintAbout, readLink } from '../../src/address/link';
import { lessons } from '../../src/lessons/lessons';
import { formulasIn, isSymbol, tokensIn } from '../../src/lessons/words';
import { unknownIn, viewIn } from '../../src/views/view';
import { views } from '../../src/views/registry';
import { glossary } from './glossary';
import { lessonFolders, pageTexts, sentencesOf, wordsIn } from './source-texts';

const MOST_WORDS = 30;

it('every folder is a lesson of the list, under its number', () => {
  expect(lessonFolders.map((name) => Number(name.slice(0, 2)))).toEqual(lessons.map(({ number }) => number));
});

describe.each(lessonFolders)('%s', (folder) => {
  const texts = pageTexts(folder);

  it('is read whole: a text for each page, and all that a page says before it is checked', async () => {
    const pages = await lessons.find(({ number }) => number === Number(folder.slice(0, 2)))?.load();
    expect(texts).toHaveLength(pages?.length ?? 0);
    pages?.forEach(({ title, asks, todo, right }, index) => {
      const said = texts[index]?.join('\n') ?? '';
      for (const text of right === null ? [title, todo] : [title]) expect(said).toContain(text);
      expect(said).toContain(asks.slice(0, 12));
    });
  });

  it('has no sentence of more words than one reads at once', () => {
    const sentences = texts.flat().flatMap(sentencesOf);
    expect(sentences.length).toBeGreaterThan(10);
    expect(sentences.filter((sentence) => wordsIn(sentence) > MOST_WORDS)).toEqual([]);
  });

  it('explains every symbol on the page on which it first stands', () => {
    const explained = new Set<string>();
    const missing: string[] = [];
    texts.forEach((page, index) => {
      const symbols = page.flatMap(formulasIn).flatMap(tokensIn).filter(isSymbol);
      for (const symbol of new Set(symbols)) {
        if (explained.has(symbol)) continue;
        explained.add(symbol);
        const says = glossary[symbol] ?? [];
        if (!says.some((words) => page.some((text) => text.includes(words))))
          missing.push(
            `${symbol} on page ${index + 1}: expected ${says.join(' or ') || 'a line of the glossary'}`,
          );
      }
    });
    expect(missing).toEqual([]);
  });
});

describe.each(lessons.map((lesson) => [lesson.title, lesson] as const))('%s', (_, lesson) => {
  it('opens by addresses that say nothing that does not fit', async () => {
    for (const { opens, world, options } of await lesson.load()) {
      expect(unknownIn(views, opens)).toBeNull();
      const found = await viewIn(views, opens).world();
      expect(found.id).toBe(world);
      const asked = await readLink(opens, '', found.fields);
      expect(complaintAbout(asked)).toBeNull();
      expect(new Set(options).size).toBe(options.length);
    }
  });
});
