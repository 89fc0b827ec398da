// The Plane view.

import type { ReactElement } from 'react';

export function Plane(): ReactElement {
  return <section aria-label="Plane" />;
}
