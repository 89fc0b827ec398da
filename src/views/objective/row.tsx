// A number of a table, by its name.

import type { ReactElement, ReactNode } from 'react';
import { formatSmall } from '../../plots/format';

export function Row({
  name,
  value,
}: {
  readonly name: ReactNode;
  readonly value: number | undefined;
}): ReactElement {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value === undefined || Number.isNaN(value) ? '–' : formatSmall(value)}</td>
    </tr>
  );
}
