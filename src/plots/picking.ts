// Picking with a pointer: by dragging, and where it is wanted by a mouse that hovers.

import type { PointerEvent } from 'react';

interface Handlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
}

/** @param pick is handed events whose currentTarget is the element that has these handlers */
export function pickHandlers(pick: (event: PointerEvent) => void, hoverPicks: boolean): Handlers {
  return {
    onPointerDown(event) {
      event.currentTarget.setPointerCapture(event.pointerId);
      pick(event);
    },
    onPointerMove(event) {
      const hovers = hoverPicks && event.pointerType === 'mouse';
      if (hovers || event.currentTarget.hasPointerCapture(event.pointerId)) pick(event);
    },
  };
}
