// Which model is open: one of those that come with Nudge, or the person's own.

import type { ReactElement, ReactNode } from 'react';
import { Choice } from '../../../controls/choice';
import { useNudge, useOpened } from '../../../store/use-store';
import { selectPack, selectSettings } from '../selectors';

export function ModelChoice({ info }: { readonly info: ReactNode }): ReactElement {
  const settings = useNudge(selectSettings);
  const pack = useNudge(selectPack);
  const { world, actions } = useOpened();
  const known = world.packs.map(({ id, title }) => ({ value: id, label: title }));
  const isOwn = pack !== null && !world.packs.some(({ id }) => id === pack.id);
  return (
    <Choice
      label="Model"
      info={info}
      options={isOwn ? [...known, { value: pack.id, label: pack.title }] : known}
      value={isOwn ? pack.id : settings.pack}
      look="segments"
      onChange={actions.setPack}
    />
  );
}
