// The teacher's page: all of every lesson, every wrong idea with its source, and nothing that its policy forbids.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shortWayInText, taught } from '../../scripts/site/taught';
import { teachPage, wrongIdeas } from '../../scripts/site/teach';

const ideas = wrongIdeas(readFileSync(resolve(import.meta.dirname, '../../docs/misconceptions.md'), 'utf8'));
const page = teachPage(taught, shortWayInText, ideas);
const lessons = taught.filter(({ lesson }) => lesson.kind === 'lesson');

const shown = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/`([^`]*)`/g, '<i>$1</i>');

describe('the teacher’s page', () => {
  it('has every lesson with its aim and time, and every page with its question and notes', () => {
    expect(lessons).toHaveLength(8);
    for (const { lesson, pages, teaching } of lessons) {
      expect(page).toContain(`<h2>${lesson.number} ${shown(lesson.title)}</h2>`);
      expect(page).toContain(shown(teaching?.aim ?? 'an aim'));
      for (const { title, asks, options, todo } of pages)
        for (const text of [title, asks, todo, ...options]) expect(page).toContain(shown(text));
      for (const note of teaching?.pages.flat() ?? []) expect(page).toContain(shown(note));
    }
  });

  it('opens, presents and embeds each of them, in the state of its first page', () => {
    for (const { lesson, pages } of lessons) {
      expect(page).toContain(`href="./?lesson=${lesson.number}.1"`);
      expect(page).toContain(`href="./?present&lesson=${lesson.number}.1"`);
      expect(page).toContain(`&amp;lesson=${lesson.number}.1${shown(pages[0]?.opens ?? '')}`);
    }
  });

  it('names only pages that there are for a lecture of twenty minutes', () => {
    expect(page).toContain('href="./?present=short"');
    const places = [...page.matchAll(/present=short&lesson=([\d.]+)">\1 ([^<]+)</g)];
    expect(places).toHaveLength(10);
    for (const [, at = '', title] of places) {
      const [lesson, number] = at.split('.').map(Number);
      const found = taught.find((each) => each.lesson.number === lesson)?.pages[(number ?? 0) - 1];
      expect(title).toBe(shown(found?.title ?? 'a page'));
    }
  });

  it('has every wrong idea with its source and a page that there is', () => {
    expect(ideas.map(({ number }) => number)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    for (const { idea, source, page: answers } of ideas) {
      expect(page).toContain(shown(idea));
      expect(page).toContain(shown(source));
      for (const [, lesson, number] of answers.matchAll(/\b(\d)\.(\d)\b/g)) {
        const found = taught.find((each) => each.lesson.number === Number(lesson));
        expect(found?.pages[Number(number) - 1], `${lesson}.${number}`).toBeDefined();
      }
    }
  });

  it('names the licences, and has no script and no style of its own', () => {
    for (const licence of ['CC BY 4.0', 'CC BY-SA 3.0', 'CC BY-SA 4.0', 'MIT'])
      expect(page).toContain(licence);
    expect(page).not.toMatch(/<script|<style|style=|<iframe/);
  });
});
