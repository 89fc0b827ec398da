// Takes everything off the picture. It stands beside the brush while one draws, and else with the other buttons.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import { useNoiseActions } from '../../worlds/images/use-noise';

export function ClearButton({ disabled = false }: { disabled?: boolean }): ReactElement {
  const noise = useNoiseActions();
  return (
    <Button about="Takes everything off the picture." disabled={disabled} onClick={noise.clear}>
      Clear
    </Button>
  );
}
