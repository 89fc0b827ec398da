// Hooks for the page: which view is open, and the store of its world.

import { createContext, useContext, useSyncExternalStore } from 'react';
import { invariant } from '../terms/errors';
import type { Page, PageState } from './page';

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  invariant(page !== null, 'usePage: expected a PageContext above');
  return page;
}

export function usePageState(): PageState {
  const { subscribe, getState } = usePage();
  return useSyncExternalStore(subscribe, getState);
}
