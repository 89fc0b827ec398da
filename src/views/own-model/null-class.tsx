// Which class means none, asked where the files of a model that takes a class do not say it: only with one the model can be
// asked without a class, and so be guided classifier-free.

import type { ReactElement } from 'react';
import { useNudge, useOpened } from '../../store/use-store';
import { selectPack } from '../run/selectors';
import { NullClassSelect } from './null-class-select';
import styles from './pack-notes.module.css';

export function NullClass(): ReactElement | null {
  const { store, actions } = useOpened();
  const embeds = useNudge(selectPack)?.classEmbeds;
  if (embeds?.unsaid !== true) return null;
  const choose = (nullClass: number | null): void => {
    const { origin, pack } = store.getState().model;
    if (origin?.source.kind !== 'files' || pack === null) return;
    const { source } = origin;
    actions.openModel({ ...source, answers: { ...source.answers, nullClass } }, pack.title);
  };
  return (
    <div className={styles.notes}>
      <NullClassSelect count={embeds.count} value={embeds.nullClass} onChoose={choose} />{' '}
      {embeds.nullClass === null
        ? 'Its files do not say which class means “no class”; often it is the last one. With “none” the model always gets a class, so there is no unguided prediction to guide away from.'
        : 'Chosen by you or by the link, as the files do not say it: it stands in the address, as “nullclass”. To keep it, write “nullClass” into a nudge.json.'}
    </div>
  );
}
