// The region that a page points at.

import { useEffect } from 'react';

/** Marks the region of the view that a page points at; the outlines are in lesson-region.module.css. */
export function usePointer(region: string): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['points'] = region;
    return () => {
      delete dataset['points'];
    };
  }, [region]);
}
