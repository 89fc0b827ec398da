// A view that is loaded when it is first opened. One that does not come leaves a line in its place; why, and what to
// do, is said above it, and the run goes on.

import type { FunctionComponent, ReactElement } from 'react';
import { late } from '../controls/late';

export function lateView(load: () => Promise<FunctionComponent>): FunctionComponent {
  return late(load, Missing);
}

const Missing = (): ReactElement => <p>This view did not come.</p>;
