// A link names a local model that this browser does not have: which one, and the buttons to open it.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import type { State } from '../../history/state';
import { useActions, useNudge } from '../../store/use-store';
import { shortDigest, type OwnModel } from '../../terms/own-model';
import notice from '../share/keep.module.css';
import { Chooser } from './chooser';
import { useOpenFiles } from './use-open-files';

const selectOpen = (state: State): boolean => state.model.backend !== null;

export function MissingModel({ model: { name, sha256 } }: { readonly model: OwnModel }): ReactElement {
  const openFiles = useOpenFiles();
  const { dismissMissing } = useActions();
  const isOpen = useNudge(selectOpen);
  return (
    <div className={notice.notice}>
      <p>
        <b>This link needs the model “{name}”, which is not open here and not kept on this device.</b> It is
        somebody’s own, so no link can bring its files: ask for them, and open its folder or archive. They are
        the right ones where the sha256 of their weights is <span title={sha256}>{shortDigest(sha256)}</span>
      </p>
      <Chooser label={`Open the folder of ${name}`} folder onTake={openFiles} />
      <Chooser label="Open an archive of it" folder={false} onTake={openFiles} />
      {isOpen && <Button onClick={dismissMissing}>Go on without it</Button>}
    </div>
  );
}
