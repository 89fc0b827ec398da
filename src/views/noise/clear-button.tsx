// Takes everything off the picture. It stands beside the brush while one draws, and else with the other buttons.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import { useActions } from '../../store/use-store';

export function ClearButton({ disabled = false }: { disabled?: boolean }): ReactElement {
  const { noise } = useActions();
  return (
    <Button about="Takes everything off the picture." disabled={disabled} onClick={noise.clear}>
      Clear
    </Button>
  );
}
