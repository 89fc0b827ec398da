// What is handed over is opened: a model's files as a model, a saved run as a run.

import { useActions } from '../../store/use-store';
import { nameOf, type HandedOver } from './handed-over';

export function useOpenFiles(): (files: HandedOver) => void {
  const actions = useActions();
  return (files) => {
    const [only] = files.values();
    if (files.size === 1 && only !== undefined && /\.json$/i.test(only.name)) actions.openRun(only);
    else if (files.size > 0) {
      const id = nameOf(files);
      actions.openModel({ kind: 'files', id, files }, id);
    }
  };
}
