// HTML's `translate` attribute, on SVG too: a translator that wraps the text of a plot makes it vanish.

import 'react';

declare module 'react' {
  interface SVGAttributes<T> {
    translate?: 'no';
  }
}
