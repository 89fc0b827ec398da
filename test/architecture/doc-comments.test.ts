// What another folder imports has a doc comment; components have their props. The names that have none yet are listed
// in undocumented.json, by file: a name that is documented leaves the list, and no new one is put on it.

import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import undocumented from './undocumented.json' with { type: 'json' };
import { filesIn, src } from './source';

const texts = new Map(filesIn(src).map((file) => [file, readFileSync(file, 'utf8')]));
const pathOf = (file: string): string => relative(src, file).split(sep).join('/');
const folderOf = (file: string): string => pathOf(file).split('/')[0]!;

/** Names that files of other folders import, by the file that exports them. */
function importedElsewhere(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [file, text] of texts) {
    for (const [, list, from] of text.matchAll(
      /^(?:import|export) (?:type )?\{([^}]*)\} from '(\.[^']*)'/gm,
    )) {
      const path = resolve(dirname(file), from!);
      const target = [`${path}.ts`, `${path}.tsx`].find((each) => texts.has(each));
      if (target === undefined || folderOf(target) === folderOf(file)) continue;
      const names = list!.split(',').map(
        (each) =>
          each
            .trim()
            .replace(/^type /, '')
            .split(' as ')[0]!,
      );
      const known = found.get(target) ?? new Set<string>();
      names.filter((name) => name !== '').forEach((name) => known.add(name));
      found.set(target, known);
    }
  }
  return found;
}

const EXPORT = /^export (?:async )?(const|function\*?|class|interface|type) (\w+)/gm;

/** Of a file's names those without a doc comment, each once; an overload has that of the first. */
function withoutComment(text: string, names: ReadonlySet<string>, isTsx: boolean): string[] {
  const seen = new Set<string>();
  const bare: string[] = [];
  for (const match of text.matchAll(EXPORT)) {
    const [, kind, name] = match;
    if (!names.has(name!) || seen.has(name!)) continue;
    seen.add(name!);
    const isComponent = isTsx && /^[A-Z]/.test(name!) && /^(const|function)/.test(kind!);
    if (!isComponent && !text.slice(0, match.index).trimEnd().endsWith('*/')) bare.push(name!);
  }
  return bare;
}

describe('doc comments', () => {
  it('stand above all that another folder imports, but for what is listed', () => {
    const bare = [...importedElsewhere()].flatMap(([file, names]) =>
      withoutComment(texts.get(file)!, names, file.endsWith('.tsx')).map(
        (name) => `${pathOf(file)}: ${name}`,
      ),
    );
    const listed = Object.entries(undocumented).flatMap(([file, names]) =>
      names.map((name) => `${file}: ${name}`),
    );
    expect(bare.toSorted()).toEqual(listed.toSorted());
  });

  it('are looked for right above a name', () => {
    const text = '/** A. */\nexport const a = 1;\nexport function b() {}\n\n/** C. */\nexport type C = 1;\n';
    expect(withoutComment(text, new Set(['a', 'b', 'C']), false)).toEqual(['b']);
    expect(withoutComment('export function D() {}', new Set(['D']), true)).toEqual([]);
    expect(withoutComment('export function D() {}', new Set(['D']), false)).toEqual(['D']);
  });
});
