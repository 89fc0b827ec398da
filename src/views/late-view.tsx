// A view that is loaded when it is first opened. One that does not come leaves a line in its place; why, and what to
// do, is said above it, and the run goes on.

import { lazy, type ComponentType, type ReactElement } from 'react';

export function lateView(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load().catch(() => Missing) }));
}

const Missing = (): ReactElement => <p>This view did not come.</p>;
