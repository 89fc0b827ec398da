import { describe, expect, it } from 'vitest';
import { csvOf, importing, type Imported } from '../../../src/worlds/plane/csv';
import { adviceOf, problemOf } from '../../../src/views/plane/drawing/drawing-words';
import { REACH } from '../../../src/worlds/plane/drawn-points';

function read(text: string): Imported {
  const work = importing(text);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

const rows = (n: number) =>
  Array.from({ length: n }, (_, i) => `${i % 17},${(i * 7) % 13},${'ab'[i % 2]}`).join('\n');

describe('a CSV of points', () => {
  it('is read with or without a header, and scaled to unit spread in the middle of the plane', () => {
    for (const header of ['', 'x,y,class\n', '"x";"y";"class"\r\n']) {
      const { points, classes } = read(header + rows(50).replaceAll(',', header.includes(';') ? ';' : ','));
      expect(points).toHaveLength(50);
      expect(classes).toEqual(['a', 'b']);
      const mean = points.reduce((sum, { x }) => sum + x, 0) / 50;
      const square = points.reduce((sum, { x, y }) => sum + x * x + y * y, 0) / 100;
      expect(Math.abs(mean)).toBeLessThan(1e-9);
      expect(square).toBeCloseTo(1, 6);
      expect(points[1]!.label).toBe(1);
    }
  });

  it('stays on the plane when one point is far from all others', () => {
    const { points } = read(`${rows(400)}\n100000,0,a`);
    for (const { x, y } of points) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(REACH);
  });

  it('of a million rows gives 2,000 of them, evenly spread, and rests in between', () => {
    const work = importing(rows(1_000_000));
    let rests = 0;
    let result = work.next();
    for (; result.done !== true; result = work.next()) rests++;
    expect(result.value.points).toHaveLength(2000);
    expect(result.value.rows).toBe(1_000_000);
    expect(rests).toBeGreaterThan(20);
  });

  it.each([
    ['', 'CSV: expected rows of x, y and class, got none.'],
    ['x,y,class\n', 'CSV: expected rows of x, y and class, got none.'],
    [
      'Call me Ishmael. Some years ago, never mind how long precisely, having little money',
      'CSV: row 1: expected two numbers and a class',
    ],
    ['1,2,a\n3,,a\n', 'row 2: expected two numbers and a class, as in 0.5,-1.2,A, got “3,,a”.'],
    ['1,2\nnan,2', 'row 2: expected two numbers'],
    ['1,2,a\n1,2,b', 'expected points in different places, got all in one.'],
    [
      'abcdefg'
        .split('')
        .map((name, i) => `${i},${i},${name}`)
        .join('\n'),
      'expected at most 6 classes, got 7',
    ],
  ])('says what is wrong with %j', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });

  it('is written as it is read', () => {
    const text = csvOf([0.5, -1.25, 3, 2], [0, 1], ['left', 'right']);
    expect(text).toBe('x,y,class\n0.5000,-1.2500,left\n3.0000,2.0000,right\n');
    expect(read(text).classes).toEqual(['left', 'right']);
  });
});

describe('what is said of a drawing', () => {
  const some = (n: number, label = 0) => Array.from({ length: n }, (_, i) => ({ x: i / n, y: 0, label }));

  it('is that three points are too few', () => {
    expect(problemOf(some(3))).toBe('3 points are too few to learn from: draw at least 4.');
    expect(problemOf(some(4))).toBeNull();
  });

  it('is that one class has nothing to be guided toward', () => {
    expect(adviceOf(some(10))).toContain('One class only');
    expect(adviceOf([...some(5), ...some(5, 1)])).toContain('memorises');
  });
});
