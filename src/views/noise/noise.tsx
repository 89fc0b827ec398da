// The Noise view.

import type { ReactElement } from 'react';

export function Noise(): ReactElement {
  return <section aria-label="Noise" />;
}
