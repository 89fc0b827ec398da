// Which class embedding of a model means none: none, or an index.

import type { ReactElement } from 'react';

interface NullClassSelectProps {
  /** Embeddings that it has. */
  readonly count: number;
  readonly value: number | null;
  readonly onChoose: (nullClass: number | null) => void;
}

export function NullClassSelect({ count, value, onChoose }: NullClassSelectProps): ReactElement {
  return (
    <label>
      Null class{' '}
      <select
        value={value ?? ''}
        onChange={({ target }) => onChoose(target.value === '' ? null : Number(target.value))}
      >
        <option value="">none</option>
        {Array.from({ length: count }, (_, embed) => (
          <option key={embed} value={embed}>
            {embed}
          </option>
        ))}
      </select>
    </label>
  );
}
