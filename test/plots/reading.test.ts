// What a plot reads out, and where its keys lead.

import { describe, expect, it } from 'vitest';
import { readBins } from '../../src/plots/histogram-layout';
import { plotBox, type Axis, type Series } from '../../src/plots/line-layout';
import { readPoints } from '../../src/plots/plotted-point';
import { readLines, rowAfter, rowNear, writerOf } from '../../src/plots/reading';

const box = plotBox(108);
const T: Axis = { from: 999, to: 0 };
const LOG_P: Axis = { from: -8, to: 0 };
const xText = writerOf([{ at: 999, text: 't = 999' }]);
const yText = writerOf([{ at: -8, text: '−8' }]);
const guided: Series = {
  name: 'guided',
  tone: 'guide',
  points: [
    [999, -2.3],
    [499, -0.31],
    [0, Number.NaN],
  ],
};
const other: Series = { name: 'not guided', tone: 'model', points: [[999, -2.25]] };
const faint: Series = { name: 'lane 2', tone: 'faint', points: [[499, -1]] };

describe('lines read out', () => {
  const { columns, rows } = readLines([other, faint, guided], box, T, LOG_P, xText, yText);

  it('are a row an x, from the left, with a cell a line: empty where the line has no point', () => {
    expect(columns).toEqual(['at', 'not guided', 'lane 2', 'guided']);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['t = 999', '−2.25', '', '−2.30'],
      ['t = 499', '', '−1.00', '−0.31'],
    ]);
    expect(rows.map(({ left }) => left)).toEqual(rows.map(({ left }) => left).toSorted((a, b) => a - b));
  });

  it('are said in one line without the faint ones, and marked where they are', () => {
    expect(rows.map(({ text }) => text)).toEqual([
      't = 999: not guided −2.25, guided −2.30',
      't = 499: guided −0.31',
    ]);
    expect(rows.map(({ tops }) => tops.length)).toEqual([2, 1]);
  });

  it('say the band around a value', () => {
    const banded: Series = { ...other, band: [[999, -3, -2]] };
    expect(readLines([banded], box, T, LOG_P, xText, yText).rows[0]?.cells[1]).toBe('−2.25 (−3.00 to −2.00)');
  });
});

describe('numbers of an axis', () => {
  it.each([
    ['t = 999', 999, 250, 't = 250'],
    ['step 0', 0, 1500, 'step 1500'],
    ['s = 0', 0, 0.5, 's = 0.5'],
    ['93 %', 0.93, 0.4, '40 %'],
    ['0.01', 0.01, 0.02, '0.0200'],
    // a logarithm's tick says something else than its place, so that its words are no model
    ['SNR = 1', 0, 2, '2.00'],
  ])('are written as its tick %s is', (text, at, value, written) => {
    expect(writerOf([{ at, text }])(value)).toBe(written);
  });
});

describe('keys', () => {
  it('go to the next value, by a tenth of them, and to the ends, and stop there', () => {
    expect(
      ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End'].map((key) => rowAfter(key, 40, 100)),
    ).toEqual([41, 39, 50, 30, 0, 99]);
    expect(rowAfter('ArrowLeft', 0, 100)).toBe(0);
    expect(rowAfter('ArrowRight', 99, 100)).toBe(99);
    expect(rowAfter('ArrowUp', 1, 3)).toBe(2);
  });

  it('that are the run’s stay the run’s', () => {
    for (const key of ['PageUp', 'PageDown', 'b', ' ', '[']) expect(rowAfter(key, 1, 3)).toBeNull();
  });

  it('begin at the value that is nearest to the playhead, or at the last one', () => {
    const { rows } = readLines([guided], box, T, LOG_P, xText, yText);
    expect(rowNear(rows, rows[0]!.left + 5)).toBe(0);
    expect(rowNear(rows, 320)).toBe(1);
    expect(rowNear(rows, null)).toBe(1);
    expect(rowNear([], 10)).toBe(-1);
  });
});

describe('points and bins read out', () => {
  const share: Axis = { from: 0, to: 1 };
  const percent = writerOf([{ at: 1, text: '100 %' }]);
  const points = [
    { name: 's = 0', x: 9.5, y: 0.5, yRange: [0.4, 0.6] as const, tone: 'model' as const },
    { name: 'real', x: 10, y: 0.99, tone: 'real' as const },
  ];

  it('are a row a point, with its intervals', () => {
    const x = { axis: { from: 1, to: 10 }, title: 'different ones' };
    const { rows, columns } = readPoints(
      points,
      box,
      x,
      { axis: share, title: 'accepted', text: percent },
      x.axis,
    );
    expect(columns).toEqual(['point', 'different ones', 'accepted']);
    expect(rows.map(({ text }) => text)).toEqual([
      's = 0: different ones 9.50, accepted 50 % (40 % to 60 %)',
      'real: different ones 10.0, accepted 99 %',
    ]);
  });

  it('leave out an x axis that holds nothing but names', () => {
    const { rows } = readPoints(points, box, null, { axis: share, title: 'nats' }, { from: 0, to: 10 });
    expect(rows[0]?.cells).toEqual(['s = 0', '0.50 (0.40 to 0.60)']);
  });

  it('are a row a bin, with the law at its middle', () => {
    const { rows } = readBins(
      [{ name: 'pixels', values: [0.2, 0.8] }],
      { name: 'N(0, 1)', values: [0, 0.1, 0.2, 0.3, 0.4] },
      box,
      { from: -2, to: 2 },
      share,
    );
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['−1.00', '0.20', '0.10'],
      ['1.00', '0.80', '0.30'],
    ]);
  });
});
