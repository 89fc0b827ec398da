// Whole plots as SVG text: a change of any mark, place or name shows in the review as a changed line of a snapshot.

import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Histogram } from '../../src/plots/histogram';
import { LinePlot } from '../../src/plots/line-plot';
import { PointsPlot } from '../../src/plots/points-plot';

/** The svg of a plot, a mark a line, numbers to a tenth, without the names that CSS modules make up. */
function svgOf(plot: ReactElement): string {
  const [svg = ''] = /<svg.*?<\/svg>/s.exec(renderToStaticMarkup(plot)) ?? [];
  return svg
    .replaceAll(/ class="_?([a-zA-Z]+)_[^"]*"/g, ' class="$1"')
    .replaceAll(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10))
    .replaceAll(/>(?=<(?!\/text))/g, '>\n');
}

const x = { from: 999, to: 9 };
const xTicks = [
  { at: 999, text: 't = 999' },
  { at: 500, text: '500' },
  { at: 9, text: '9' },
];

describe('a plot as SVG', () => {
  it('of lines: a gap, a lone point, a band, a mark, a flag, a level and a playhead', async () => {
    const plot = createElement(LinePlot, {
      label: 'log p of 7 over t: guided −0.10',
      series: [
        {
          name: 'not guided',
          tone: 'model',
          points: [
            [999, -2.3],
            [699, -2.5],
            [499, Number.NaN],
            [299, -4],
          ],
        },
        {
          name: 'guided',
          tone: 'guide',
          points: [
            [999, -2.3],
            [699, -1.5],
            [499, -0.4],
            [299, -0.1],
          ],
          band: [
            [999, -2.4, -2.2],
            [699, -1.6, -1.2],
          ],
        },
      ],
      x,
      y: { from: -8, to: 0 },
      xTicks,
      yTicks: [
        { at: 0, text: '0' },
        { at: -4, text: '−4' },
        { at: -8, text: '−8' },
      ],
      height: 132,
      cursor: 299,
      reference: { at: -2.3, text: 'no idea, ln 1/10' },
      marks: [699],
      names: { guided: { at: 700, above: true }, 'not guided': { at: 800, above: false } },
      flag: { at: 499, text: '7 from t = 499' },
    });
    await expect(svgOf(plot)).toMatchFileSnapshot('svg/lines.svg');
  });

  it('of nothing yet: axes, and why there is no line', async () => {
    const plot = createElement(LinePlot, {
      label: 'Size',
      series: [],
      x,
      y: { from: 1e-4, to: 1, log: true },
      xTicks,
      yTicks: [
        { at: 1, text: '1' },
        { at: 1e-2, text: '0.01' },
        { at: 1e-4, text: '1e-4' },
      ],
      height: 108,
      cursor: null,
      names: {},
      empty: 's = 0, and DDIM adds no noise: nothing to draw',
    });
    await expect(svgOf(plot)).toMatchFileSnapshot('svg/empty.svg');
  });

  it('of points: intervals as crosses, the real ones as a diamond, names off all of them', async () => {
    const plot = createElement(PointsPlot, {
      label: 'Trade-off',
      points: [
        { name: 's = 0', x: 9, y: 0.6, xRange: [8.5, 9.4], yRange: [0.5, 0.7], tone: 'model' },
        { name: 's = 4', x: 7, y: 0.9, xRange: [6, 8], yRange: [0.85, 0.95], tone: 'guide' },
        { name: 'real', x: 9.5, y: 0.99, tone: 'real' },
      ],
      x: { from: 5, to: 10 },
      y: { from: 0.5, to: 1 },
      xTicks: [5, 7.5, 10].map((at) => ({ at, text: String(at) })),
      yTicks: [0.5, 0.75, 1].map((at) => ({ at, text: `${100 * at} %` })),
      xTitle: 'different ones of 10 (Vendi)',
      yTitle: 'accepted by the judge',
      height: 230,
      empty: 'too few',
    });
    await expect(svgOf(plot)).toMatchFileSnapshot('svg/points.svg');
  });

  it('of bins: one filled, one outlined, and their law', async () => {
    const plot = createElement(Histogram, {
      label: 'Histogram',
      filled: { name: 'jump', density: [0.1, 0.5, 0.3] },
      outlined: { name: 'walk', density: [0.2, 0.4, 0.3] },
      law: { name: 'N(0, 1)', values: [0, 0.25, 0.5, 0.25, 0] },
      x: { from: -3, to: 3 },
      y: { from: 0, to: 0.8 },
      xTicks: [-3, 0, 3].map((at) => ({ at, text: String(at) })),
      yTicks: [0.8, 0.4, 0].map((at) => ({ at, text: String(at) })),
      height: 108,
    });
    await expect(svgOf(plot)).toMatchFileSnapshot('svg/bins.svg');
  });
});
