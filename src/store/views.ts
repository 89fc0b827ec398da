// The views, as the address names them: `#/denoise?…`.

export const views = ['denoise', 'noise', 'plane'] as const;

export type View = (typeof views)[number];

/** The view that an address asks for; the first one where it asks for none that there is. */
export function viewOf(hash: string): View {
  const name = /^#\/([a-z]+)/.exec(hash)?.[1];
  return views.find((view) => view === name) ?? 'denoise';
}
