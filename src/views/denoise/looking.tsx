// Where the viewer looks: at which pixel, at the step as a whole or taken apart, and how far a slow motion of it
// has come. No other part reads it, so it is not in the store.

import { createContext, use, useMemo, useState, type ReactElement, type ReactNode } from 'react';

export interface Pixel {
  readonly row: number;
  readonly column: number;
  /** The plane that was pointed at, where channels are drawn as planes. */
  readonly channel?: number;
}

/** The parts of a step in the order in which they come about. */
export const PHASES = ['xt', 'prediction', 'mean', 'nudge', 'noise', 'next'] as const;
export type Phase = (typeof PHASES)[number];

export interface Looking {
  readonly apart: boolean;
  readonly setApart: (apart: boolean) => void;
  /** The pixel that is marked in all pictures; null for none. */
  readonly pixel: Pixel | null;
  /** Marks a pixel while the pointer is on it. */
  readonly hover: (pixel: Pixel | null) => void;
  /** Marks a pixel until it is released by null. */
  readonly pin: (pixel: Pixel | null) => void;
  readonly pinned: boolean;
  /** The channel whose numbers fill the equation; 0 in grey samples. */
  readonly channel: number;
  readonly setChannel: (channel: number) => void;
  /** How far the slow motion has come; null when there is none. */
  readonly phase: Phase | null;
  readonly setPhase: (phase: Phase | null) => void;
}

const LookingContext = createContext<Looking | null>(null);

export function LookingProvider({ children }: { children: ReactNode }): ReactElement {
  const [apart, setApart] = useState(false);
  const [hovered, hover] = useState<Pixel | null>(null);
  const [pinned, pin] = useState<Pixel | null>(null);
  const [channel, setChannel] = useState(0);
  const [phase, setPhase] = useState<Phase | null>(null);
  const looking = useMemo(
    () => ({
      apart,
      setApart,
      pixel: pinned ?? hovered,
      hover,
      pin,
      pinned: pinned !== null,
      channel: (pinned ?? hovered)?.channel ?? channel,
      setChannel: (next: number) => {
        setChannel(next);
        if (pinned !== null) pin({ ...pinned, channel: next });
      },
      phase,
      setPhase,
    }),
    [apart, hovered, pinned, channel, phase],
  );
  return <LookingContext value={looking}>{children}</LookingContext>;
}

export function useLooking(): Looking {
  const looking = use(LookingContext);
  if (looking === null) throw new Error('useLooking: expected a LookingProvider above');
  return looking;
}
