// What another folder imports has a doc comment; components have their props.

import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, src } from './source';

const texts = new Map(filesIn(src).map((file) => [file, readFileSync(file, 'utf8')]));
const pathOf = (file: string): string => relative(src, file).split(sep).join('/');
const folderOf = (file: string): string => pathOf(file).split('/')[0]!;

/** The ways to name what a file takes from another one: by a statement, or on demand. */
const IMPORTS = [
  /^(?:import|export) (?:type )?\{(?<names>[^}]*)\} from '(?<path>\.[^']*)'/gm,
  /\{(?<names>[^{}]*)\} = await [^;]*?import\('(?<path>\.[^']*)'\)/g,
  /import\('(?<path>\.[^']*)'\)\.then\(\(\{(?<names>[^{}]*)\}/g,
  /import\('(?<path>\.[^']*)'\)\)\s*\.(?<names>\w+)/g,
];

/** What a file imports by name, and the path of each. */
function importsOf(text: string): { path: string; names: string[] }[] {
  const bare = (name: string): string =>
    name
      .trim()
      .replace(/^type /, '')
      .split(/ as |:/)[0]!;
  return IMPORTS.flatMap((form) => [...text.matchAll(form)]).map(({ groups = {} }) => {
    const { path = '', names = '' } = groups;
    return {
      path,
      names: names
        .split(',')
        .map(bare)
        .filter((name) => name !== ''),
    };
  });
}

/** Names that files of other folders import, by the file that exports them. */
function importedElsewhere(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [file, text] of texts) {
    for (const { path, names } of importsOf(text)) {
      const whole = resolve(dirname(file), path);
      const target = [`${whole}.ts`, `${whole}.tsx`].find((each) => texts.has(each));
      if (target === undefined || folderOf(target) === folderOf(file)) continue;
      found.set(target, new Set([...(found.get(target) ?? []), ...names]));
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
  it('stand above all that another folder imports', () => {
    const bare = [...importedElsewhere()].flatMap(([file, names]) =>
      withoutComment(texts.get(file)!, names, file.endsWith('.tsx')).map(
        (name) => `${pathOf(file)}: ${name}`,
      ),
    );
    expect(bare).toEqual([]);
  });

  it('are asked for however a name is imported', () => {
    const text = [
      "import { a, type B, c as d } from './x';",
      "const { e, f: g } = await part(() => import('./y'));",
      "const h = (await import('./z')).i;",
      "void import('./w').then(({ j }) => j());",
    ].join('\n');
    expect(importsOf(text)).toEqual([
      { path: './x', names: ['a', 'B', 'c'] },
      { path: './y', names: ['e', 'f'] },
      { path: './w', names: ['j'] },
      { path: './z', names: ['i'] },
    ]);
  });

  it('are looked for right above a name', () => {
    const text = '/** A. */\nexport const a = 1;\nexport function b() {}\n\n/** C. */\nexport type C = 1;\n';
    expect(withoutComment(text, new Set(['a', 'b', 'C']), false)).toEqual(['b']);
    expect(withoutComment('export function D() {}', new Set(['D']), true)).toEqual([]);
    expect(withoutComment('export function D() {}', new Set(['D']), false)).toEqual(['D']);
  });
});
