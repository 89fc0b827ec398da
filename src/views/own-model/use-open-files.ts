// What is handed over is opened: a model's files as a model, a saved run as a run, in the view that it was saved from.

import { useContext } from 'react';
import { addressInFile } from '../../store/run-from-file';
import { useActions } from '../../store/use-store';
import { SiblingsContext } from '../siblings';
import { nameOf, type HandedOver } from './handed-over';

export function useOpenFiles(): (files: HandedOver) => void {
  const actions = useActions();
  const siblings = useContext(SiblingsContext);

  /** A run of another world goes by the page's address. */
  async function openRun(file: File): Promise<void> {
    const address = await addressInFile(file).catch(() => null); // what is wrong with it is said below
    const isHere = siblings.some(({ id }) => address?.startsWith(`#/${id}?`) === true);
    if (address === null || isHere || siblings.length === 0) actions.openRun(file);
    else location.hash = address;
  }

  return (files) => {
    const [only] = files.values();
    if (files.size === 1 && only !== undefined && /\.json$/i.test(only.name)) void openRun(only);
    else if (files.size > 0) {
      const id = nameOf(files);
      actions.openModel({ kind: 'files', id, files }, id);
    }
  };
}
