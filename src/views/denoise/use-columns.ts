// How many pictures the timeline has room for: a thumb's width each on a phone, more on a wide screen.

import { useEffect, useState } from 'react';

export function columnsIn(width: number): number {
  return width < 480 ? 8 : width < 1000 ? 14 : 16;
}

export function useColumns(box: HTMLElement | null): number {
  const [columns, setColumns] = useState(14);
  useEffect(() => {
    if (box === null) return;
    const observer = new ResizeObserver(() => setColumns(columnsIn(box.clientWidth)));
    observer.observe(box);
    return () => observer.disconnect();
  }, [box]);
  return columns;
}
