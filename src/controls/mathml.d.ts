// The MathML elements in use, for JSX: React renders them but its types do not know them.

import type { HTMLAttributes, Key, ReactNode } from 'react';

interface MathProps extends Omit<HTMLAttributes<MathMLElement>, 'children'> {
  readonly children?: ReactNode;
  readonly display?: 'block' | 'inline';
  readonly mathvariant?: 'normal';
  readonly stretchy?: 'true' | 'false';
  readonly accent?: 'true' | 'false';
  readonly lspace?: string;
  readonly rspace?: string;
  readonly key?: Key | null;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      math: MathProps;
      mrow: MathProps;
      mi: MathProps;
      mn: MathProps;
      mo: MathProps;
      mtext: MathProps;
      msub: MathProps;
      msup: MathProps;
      msubsup: MathProps;
      msqrt: MathProps;
      mfrac: MathProps;
      mover: MathProps;
      mspace: MathProps & { readonly width?: string };
    }
  }
}
