// The import table of ARCHITECTURE.md, held: a folder imports directly only what its line names, and tfjs
// only where the line says so. Cycles are the linter's business (import/no-cycle).

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const src = join(root, 'src');

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

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesIn(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].map((match) => match[1]!);
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
