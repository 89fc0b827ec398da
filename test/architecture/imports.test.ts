// The import table of ARCHITECTURE.md, held: a folder imports directly only what its line names, and tfjs
// only where the line says so; and no file leads back to itself, not by types either.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesOf, edgesIn, filesIn, importsOf, root, src } from './source';

interface Line {
  readonly folder: string;
  readonly imports: readonly string[];
  readonly tfjs: boolean;
}

/** Lines like "    chain      <- diffusion, terms            what it is" of the page's table. */
function table(): Line[] {
  const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  return [...page.matchAll(/^ {4}(\w+) +<- ([\w, ]*?)( \(tfjs\))?(?: {2,}.*)?$/gm)].map((match) => ({
    folder: match[1]!,
    imports: match[2] === 'nothing' ? [] : match[2]!.split(',').map((name) => name.trim()),
    tfjs: match[3] !== undefined,
  }));
}

const lines = table();
const folders = readdirSync(src).filter((name) => statSync(join(src, name)).isDirectory());

describe('the import table', () => {
  it('has a line for every folder of src/, and no other', () => {
    expect(lines.map((line) => line.folder).toSorted()).toEqual(folders.toSorted());
  });

  it.each(folders)('holds in src/%s', (folder) => {
    const line = lines.find((candidate) => candidate.folder === folder)!;
    const wrong = filesIn(join(src, folder)).flatMap((file) =>
      importsOf(file)
        .filter((name) => !allowed(line, file, name))
        .map((name) => `${relative(root, file)} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('leads around no circle, types included', () => {
    const named = circlesOf(edgesIn(src)).map((circle) => circle.map((file) => relative(src, file)));
    expect(named).toEqual([]);
  });

  it('would show a circle', () => {
    const edges = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(circlesOf(edges).map((circle) => circle.toSorted())).toEqual([['a', 'b', 'c']]);
  });

  it('names only files that are there', () => {
    const lost = filesIn(src).flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => resolve(dirname(file), name.split('?')[0]!))
        .filter((path) => !['', '.ts', '.tsx'].some((end) => existsSync(path + end)))
        .map((path) => `${relative(root, file)} imports ${relative(root, path)}`),
    );
    expect(lost).toEqual([]);
  });

  it('lets main.tsx import only app', () => {
    const own = importsOf(join(src, 'main.tsx')).filter((name) => name.startsWith('.'));
    expect(own.every((name) => name.startsWith('./app/'))).toBe(true);
  });
});

function allowed(line: Line, file: string, name: string): boolean {
  if (!name.startsWith('.')) return line.tfjs || !name.startsWith('@tensorflow/');
  const [target] = relative(src, resolve(dirname(file), name)).split('/');
  return target === line.folder || line.imports.includes(target!);
}
