// How many pictures the timeline has room for: a thumb's width each on a phone, more on a wide screen.

import { useEffect, useState } from 'react';

export function columnsIn(width: number): number {
  return width < 480 ? 8 : width < 640 ? 16 : width < 760 ? 20 : 24;
}

/** With a ghost, pictures are smaller, so that the strip is about as high as without. */
const WITH_GHOST = 1.45;

/** @param ghost whether there is one more row */
export function useColumns(box: HTMLElement | null, ghost: boolean): number {
  const [columns, setColumns] = useState(14);
  useEffect(() => {
    if (box === null) return;
    const observer = new ResizeObserver(() => setColumns(columnsIn(box.clientWidth)));
    observer.observe(box);
    return () => observer.disconnect();
  }, [box]);
  return ghost ? Math.round(columns * WITH_GHOST) : columns;
}
