// A canvas that draws itself from the state in every frame after a change, past React, and again when the
// theme changes.

import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { onThemeChange } from '../../plots/token-colors';
import type { State } from '../../history/state';
import { useOnFrame } from '../../store/use-store';

/** @param paint at module level or memoised; by `again` it asks for one more frame, where it has drawn a part only */
export function usePainted(
  paint: (canvas: HTMLCanvasElement, state: State, again: () => void) => void,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<State | null>(null);
  const frame = useRef(0);
  const draw = useCallback(
    function drawn(state: State): void {
      last.current = state;
      cancelAnimationFrame(frame.current);
      if (canvas.current === null) return;
      paint(canvas.current, state, () => {
        frame.current = requestAnimationFrame(() => drawn(last.current ?? state));
      });
    },
    [paint],
  );
  useOnFrame(draw);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  useEffect(
    () =>
      onThemeChange(() => {
        if (last.current !== null) draw(last.current);
      }),
    [draw],
  );
  return canvas;
}
