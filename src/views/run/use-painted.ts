// A canvas that draws itself from the state in every frame after a change, past React, and again when the
// theme changes.

import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { onThemeChange } from '../../plots/token-colors';
import type { State } from '../../history/state';
import { useOnFrame } from '../../store/use-store';

/** @param paint at module level or memoised */
export function usePainted(
  paint: (canvas: HTMLCanvasElement, state: State) => void,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<State | null>(null);
  const draw = useCallback(
    (state: State) => {
      last.current = state;
      if (canvas.current !== null) paint(canvas.current, state);
    },
    [paint],
  );
  useOnFrame(draw);
  useEffect(
    () =>
      onThemeChange(() => {
        if (last.current !== null) draw(last.current);
      }),
    [draw],
  );
  return canvas;
}
