// A part of the page that is loaded on demand and did not come: a newer build has taken the place of this one on the
// host, or the network is away. Every import says so by an event of its own (Vite's), so one listener is enough.

import { told } from './told';

/** `newer`: the host has another build; `missing`: it has this one, without the part; `away`: it does not answer. */
export type WhyMissing = 'newer' | 'missing' | 'away';

const why = told<WhyMissing | null>(null);

/** @param own address of a script that a page of this build names */
async function find(own: string): Promise<WhyMissing> {
  try {
    // past every cache, and past what the service worker keeps
    const response = await fetch(document.baseURI, { cache: 'reload' });
    if (!response.ok) return 'away';
    const name = own.slice(own.lastIndexOf('/') + 1);
    return (await response.text()).includes(name) ? 'missing' : 'newer';
  } catch {
    return 'away';
  }
}

/** From now on, of whatever part is loaded on demand. */
export function hearMissingParts(page: Window): void {
  page.addEventListener('vite:preloadError', () => {
    void find(import.meta.url).then(why.tell);
  });
}

/** Null as long as every part has come. */
export const useMissingPart = why.use;

/** Reloads, unless that would leave nothing: the host does not answer, and nothing is kept on this device. */
export async function reload(): Promise<void> {
  const now = await find(import.meta.url);
  const kept = navigator.serviceWorker?.controller ?? null;
  if (now === 'away' && kept === null) why.tell(now);
  else location.reload();
}
