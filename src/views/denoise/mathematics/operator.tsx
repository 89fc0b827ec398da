// What stands between the symbols of an algorithm's line.

import type { ReactElement } from 'react';
import { Formula } from '../../../controls/symbols';

interface OpProps {
  readonly children: string;
  /** Room on either side, in em. */
  readonly left?: number;
  readonly right?: number;
}

export function Op({ children, left = 0, right = 0 }: OpProps): ReactElement {
  return (
    <Formula>
      {/^[A-Z]$/.test(children) ? (
        <mi>{children}</mi>
      ) : (
        <mo stretchy="false" lspace={`${left}em`} rspace={`${right}em`}>
          {children}
        </mo>
      )}
    </Formula>
  );
}

export function Arrow(): ReactElement {
  return (
    <Op left={0.28} right={0.28}>
      ←
    </Op>
  );
}
