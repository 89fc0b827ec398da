// The source as its imports tie it together.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
export const src = join(root, 'src');

/** Every TypeScript file of a folder and its folders. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesIn(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

/** What a file imports, types included: as it is written. The address of a worker is none. */
export function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].map((match) => match[1]!).filter((name) => !name.endsWith('?worker&url'));
}

/**
 * Groups of files that import each other around a circle, types included; [] where there is none (Tarjan 1972).
 *
 * @param edges the files that each file imports
 */
export function circlesOf(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  function visit(file: string): void {
    const own = index.size;
    index.set(file, own);
    low.set(file, own);
    stack.push(file);
    for (const next of edges.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file)!, low.get(next)!));
    }
    if (low.get(file) !== own) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) circles.push(circle);
  }
  for (const file of edges.keys()) if (!index.has(file)) visit(file);
  return circles;
}

/** The files of a folder, each with those of the same folder that it imports. */
export function edgesIn(folder: string): Map<string, string[]> {
  const files = filesIn(folder);
  const known = new Set(files);
  return new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .flatMap((name) => {
          const path = resolve(dirname(file), name);
          return [`${path}.ts`, `${path}.tsx`].filter((candidate) => known.has(candidate));
        }),
    ]),
  );
}
