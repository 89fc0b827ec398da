// Which model is open: one of those that come with Nudge, or the person's own.

import type { ReactElement, ReactNode } from 'react';
import { Choice } from '../../../controls/choice';
import { useNudge, useOpened } from '../../../store/use-store';
import { readOwnModelId } from '../../../terms/own-model';
import { selectPack, selectSettings } from '../selectors';

export function ModelChoice({ info }: { readonly info: ReactNode }): ReactElement {
  const settings = useNudge(selectSettings);
  const pack = useNudge(selectPack);
  const { world, actions } = useOpened();
  const known = world.packs.map(({ id, title }) => ({ value: id, label: title }));
  const own = readOwnModelId(settings.pack);
  const label = own !== null && pack?.sha256 === own.sha256 ? pack.title : own?.name;
  return (
    <Choice
      label="Model"
      info={info}
      options={label === undefined ? known : [...known, { value: settings.pack, label }]}
      value={settings.pack}
      look="segments"
      onChange={actions.setPack}
    />
  );
}
