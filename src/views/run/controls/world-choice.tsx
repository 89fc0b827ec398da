// The same view of another world, with all as it is there.

import type { ReactElement } from 'react';
import { Choice, type Option } from '../../../controls/choice';
import { useOpened } from '../../../store/use-store';

interface WorldChoiceProps {
  readonly label: string;
  readonly info: string;
  /** Ids of worlds; the first one is that of an address that names none. */
  readonly options: readonly Option<string>[];
}

export function WorldChoice({ label, info, options }: WorldChoiceProps): ReactElement {
  const { world } = useOpened();
  return (
    <Choice
      label={label}
      info={info}
      options={options}
      value={world.id}
      look="segments"
      onChange={(id) => {
        const here = location.hash.replace(/\?.*/, '');
        location.hash = id === options[0]?.value ? here : `${here}?of=${id}`;
      }}
    />
  );
}
