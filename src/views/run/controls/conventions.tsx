// The two ways in which the scale of classifier-free guidance is counted.

import type { ReactElement } from 'react';

interface ConventionsProps {
  readonly scale: number;
  readonly className?: string | undefined;
}

export function Conventions({ scale, className }: ConventionsProps): ReactElement {
  return (
    <p className={className}>
      s = {scale.toFixed(1)} in p<sub>u</sub> + s(p<sub>c</sub> − p<sub>u</sub>) is w ={' '}
      {(scale - 1).toFixed(1).replace('-', '−')} in Ho &amp; Salimans’ (1 + w)p<sub>c</sub> − w·p<sub>u</sub>.
      At s = 1 both are the conditional model.
    </p>
  );
}
