// How large a plot's type is in the plot's own units. It is as large as on the page, so that it takes more of a narrow
// plot than of a wide one, and what has room depends on it.

import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** In units of a plot that is PLOT_WIDTH wide: before it is measured, and in a plot of the usual width. */
export const PLOT_TEXT = 10.5;

/** Of the size of the type, generously: the width of a character of figures, and of words. */
export const FIGURE = 0.62;
export const LETTER = 0.58;
/** Above and below the baseline. */
export const ASCENT = 0.86;
export const DESCENT = 0.26;

interface MeasuredText {
  readonly svg: RefObject<SVGSVGElement | null>;
  /** Of the type, in the plot's units. */
  readonly size: number;
}

/** Measures the type of a plot whose svg has the class `plot` of line-plot.module.css, and again when it is resized. */
export function usePlotText(): MeasuredText {
  const svg = useRef<SVGSVGElement>(null);
  const [size, setSize] = useState(PLOT_TEXT);
  useLayoutEffect(() => {
    const element = svg.current;
    if (element === null) return;
    const measure = (): void => {
      const measured = parseFloat(getComputedStyle(element).fontSize);
      if (measured > 0) setSize(Math.round(measured * 10) / 10);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { svg, size };
}
