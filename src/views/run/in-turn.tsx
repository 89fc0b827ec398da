// Parts of a view that are mounted one after another, each in a task of its own: opening the view is then no long task, and
// the worker's first answers are heard between two of them.

import { Children, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { realClock } from '../../timing/clock';

/** Mounts its children in their order, the first at once. What has been mounted stays. */
export function InTurn({ children }: { readonly children: ReactNode }): ReactElement {
  const parts = Children.toArray(children);
  const [mounted, setMounted] = useState(1);
  const isLeft = mounted < parts.length;
  useEffect(
    () => (isLeft ? realClock.after(0, () => setMounted(mounted + 1)) : undefined),
    [isLeft, mounted],
  );
  return <>{parts.slice(0, mounted)}</>;
}
