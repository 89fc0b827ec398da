// A part of the page that is loaded when it is first drawn.

import { lazy, type FunctionComponent } from 'react';

const Nothing = (): null => null;

/** @param instead stands in its place where it does not come */
export function late<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  instead: FunctionComponent<Props> = Nothing,
): FunctionComponent<Props> {
  return lazy(async () => ({ default: await load().catch(() => instead) }));
}
