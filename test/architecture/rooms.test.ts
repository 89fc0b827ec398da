// What the import table does not say: worlds and views know nothing of each other, views are named in the registry
// alone, and no file is too long to be read at once.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, importsOf, root, src } from './source';

const MOST_LINES = 250;
/** Rooms of views/ that all views share. */
const SHARED = new Set(['run', 'share', 'notes', 'own-model', 'picture']);

const foldersOf = (folder: string): string[] =>
  readdirSync(join(src, folder)).filter((name) => statSync(join(src, folder, name)).isDirectory());
const textOf = (file: string): string => readFileSync(file, 'utf8');
const registry = join(src, 'views', 'registry.tsx');

/** Imports of files of a folder that lead into another one of `rooms`. */
function across(files: readonly string[], own: string, rooms: readonly string[]): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => resolve(dirname(file), name))
      .filter((path) => rooms.some((room) => room !== own && path.startsWith(room + sep)))
      .map((path) => `${relative(root, file)} imports ${relative(root, path)}`),
  );
}

describe('rooms', () => {
  it.each(['worlds', 'views'])('of %s/ know nothing of each other', (folder) => {
    const rooms = foldersOf(folder)
      .filter((name) => !SHARED.has(name))
      .map((name) => join(src, folder, name));
    expect(rooms.length).toBeGreaterThan(1);
    for (const room of rooms) expect(across(filesIn(room), room, rooms)).toEqual([]);
  });

  it('name no view but in the registry', () => {
    const ids = [...textOf(registry).matchAll(/^ {4}id: '(\w+)'/gm)].map((match) => match[1]!);
    expect(ids.length).toBeGreaterThan(2);
    const named = new RegExp(
      `(?:view|id)\\b[^\\n=]{0,20}[=!]== '(?:${ids.join('|')})'|#/(?:${ids.join('|')})\\b`,
    );
    const code = (text: string): string => text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '');
    const files = filesIn(src).filter((file) => file !== registry);
    expect(
      files.filter((file) => named.test(code(textOf(file)))).map((file) => relative(root, file)),
    ).toEqual([]);
    expect(named.test("view.id === 'noise'")).toBe(true);
  });

  it(`have no file over ${MOST_LINES} lines`, () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(tsx?|css|py|wgsl)$/.test(name),
    );
    const long = files.map((name) => [name, textOf(join(src, name)).split('\n').length - 1] as const);
    expect(long.filter(([, lines]) => lines > MOST_LINES)).toEqual([]);
  });
});
