// What is handed over is opened: a model's files as a model, a saved run as a run, each in the view that it is for. Which
// view that is, the page knows (src/app/open-files.ts).

import { createContext, useContext } from 'react';
import type { HandedOver } from './handed-over';

/** Opens a model or a saved run. It never throws: what is wrong is said on screen. */
export type OpenFiles = (files: HandedOver) => void;

/** The page’s own way to open; outside of a page nothing is opened. */
export const OpenFilesContext = createContext<OpenFiles>(() => undefined);

export function useOpenFiles(): OpenFiles {
  return useContext(OpenFilesContext);
}
