// The faults that mutation testing makes: each is one, none is of prose or types, and a draw is that of its seed.

import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { drawn, mutantsOf, mutated, noting } from '../../scripts/mutate/mutants.mjs';

const faultsOf = (source: string): readonly string[] =>
  mutantsOf('a.ts', source).map((mutant) => mutated(source, mutant));

describe('the mutants of a text', () => {
  it('are other operators and conditions, each alone', () => {
    expect(faultsOf('const f = (a: number, b: number) => a < b && b > 1;')).toEqual(
      expect.arrayContaining([
        'const f = (a: number, b: number) => a <= b && b > 1;',
        'const f = (a: number, b: number) => a < b || b > 1;',
        'const f = (a: number, b: number) => a < b && b >= 1;',
        'const f = (a: number, b: number) => (undefined);',
      ]),
    );
  });

  it('leave out calls and blocks', () => {
    const source = 'if (a) { tell(b); }';
    expect(faultsOf(source)).toEqual(
      expect.arrayContaining([
        'if (true) { tell(b); }',
        'if (false) { tell(b); }',
        'if (a) {}',
        'if (a) { ; }',
      ]),
    );
  });

  it('leave prose, keys, imports and types alone', () => {
    const source = [
      "import { a } from 'b';",
      "type Kind = 'one' | 'two';",
      "const it = { 'a-key': 1 as const satisfies number };",
      "throw new Error('no');",
      "export const sentence = 'Choose fewer steps.';",
    ].join('\n');
    expect(faultsOf(source)).toEqual([source.replace("{ 'a-key': 1 as const satisfies number }", '({})')]);
  });

  it('count places as the text does, whatever letters it has', () => {
    const source = "const ᾱ = '𝛼x̂'; const b = 1 < 2;";
    expect(faultsOf(source)).toContain("const ᾱ = '𝛼x̂'; const b = 1 <= 2;");
  });
});

describe('the noting text', () => {
  it('does what the text does, and notes which places were reached', () => {
    const source =
      'let sum = 0; for (const n of [1, 2, 3]) { if (n > 1) sum += n; else if (n > 9) sum -= 1; } return sum;';
    const wrapped = `function f() { ${source} }`;
    const mutants = mutantsOf('a.ts', wrapped).map((mutant, id) => ({ ...mutant, id }));
    const noted = noting(wrapped, mutants);
    const reached = new Set<number>();
    expect(runInNewContext(`${noted}; f();`, { nudgeReached: reached })).toBe(5);
    const missed = mutants.filter(({ id }) => !reached.has(id)).map(({ of }) => of);
    expect(new Set(missed)).toEqual(new Set(['sum -= 1;', 'sum -= 1']));
  });

  it('leaves a method its object, and an optional chain its end', () => {
    const source = `
      const box = { all: [3, 1, 2], top() { return Math.max(...this.all); } };
      function f() { return [box.top(), box?.none?.all.slice(1).length, box.all.filter((n) => n > 1).some((n) => n > 2)]; }`;
    const mutants = mutantsOf('a.ts', source).map((mutant, id) => ({ ...mutant, id }));
    const nudgeReached = new Set<number>();
    expect([...runInNewContext(`${noting(source, mutants)}; f();`, { nudgeReached })]).toEqual([
      3,
      undefined,
      true,
    ]);
  });
});

describe('a draw', () => {
  it('is the same for a seed, in order, without repeats, and another for another seed', () => {
    const all = Array.from({ length: 500 }, (_, i) => i);
    const some = drawn(all, 150, 23);
    expect(some).toEqual(drawn(all, 150, 23));
    expect(some).toEqual([...new Set(some)].toSorted((a, b) => a - b));
    expect(some).toHaveLength(150);
    expect(some).not.toEqual(drawn(all, 150, 24));
    expect(drawn(all.slice(0, 9), 150, 23)).toHaveLength(9);
  });
});
