// Plays the kept steps back toward x_T. It stands with the transport, or on a phone with the tools.

import type { ReactElement } from 'react';
import { IconButton } from '../../controls/button';
import { useActions } from '../../store/use-store';

export function PlayBackwards({ disabled }: { disabled: boolean }): ReactElement {
  const { playBack } = useActions();
  return (
    <IconButton
      label="Play backwards"
      icon="reverse"
      shortcut="Shift Space"
      about="Shows the kept steps in reverse, toward x_T. Nothing is computed."
      disabled={disabled}
      onClick={playBack}
    />
  );
}
