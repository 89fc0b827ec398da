// What the plots are given.

import type { RowMeasures, Tradeoff } from '../../measures/tradeoff';
import type { Estimate } from '../../measures/shares';
import type { PlottedPoint } from '../../plots/points-plot';
import type { ShownRow } from './shown';

export interface Row extends Pick<ShownRow, 'scale' | 'interval' | 'name'> {
  readonly found: RowMeasures;
  /** Title of another guide that it is of. */
  readonly series?: string;
}

export interface PlotProps {
  readonly rows: readonly Row[];
  readonly tradeoff: Tradeoff;
  /** Whether a line leads from row to row. */
  readonly isOrdered: boolean;
  /** The highest t. */
  readonly last: number;
}

export const range = ({ low, high }: Estimate): readonly [number, number] => [low, high];
export const toneOf = (scale: number): PlottedPoint['tone'] => (scale === 0 ? 'model' : 'guide');
