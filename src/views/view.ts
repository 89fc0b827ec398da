// A view is a value: what the header calls it, the world that it looks at, what its address says, what can be saved of
// it and which keys it takes. No code asks which view it is by its name.

import type { ComponentType } from 'react';
import type { EmbedControl } from '../address/embed';
import type { State } from '../history/state';
import { meantHash } from '../address/meant';
import type { DropKind } from '../controls/use-drop';
import type { Nudge, World } from '../store/world';
import type { ViewAddress } from '../store/link-to';
import type { SampleKind } from '../terms/pack-info';
import type { Subject } from './share/subject';

/** What can be saved of a view. */
export interface Saving {
  /** @returns null where there is nothing yet */
  readonly subject: (nudge: Nudge, view: ViewAddress) => Subject | null;
  /** What is said then. */
  readonly nothing: string;
}

/** What the Share dialog says of a view, and which controls can stand in an iframe of it, by what they are called. */
export interface Sharing {
  /** What is the same where the link is opened. */
  readonly again: string;
  /** How a saved run is opened again. */
  readonly opens: string;
  readonly embedded: {
    readonly legend: string;
    /** Of the iframe, in pixels. */
    readonly height: number;
    readonly controls: Readonly<Partial<Record<EmbedControl, string>>>;
  };
}

/** A key that the view takes, for the list of keys. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly text: string;
}

/** Does what a key asks for; false where the view does not take it. */
export type TakeKey = (event: KeyboardEvent, state: State, nudge: Nudge) => boolean;

/** A row of views/registry.tsx. */
export interface View extends ViewAddress {
  /** As its tab is called. */
  readonly title: string;
  /** Loaded when the view is first opened. */
  readonly world: () => World | Promise<World>;
  /** The world for an address that names another one than the view's usual world. */
  readonly worldAt?: (hash: string) => View['world'];
  readonly Component: ComponentType;
  /** Null where nothing can be saved. */
  readonly saving: (() => Promise<Saving>) | null;
  /** Absent: as of pictures. */
  readonly sharing?: Sharing;
  /** Whether it can stand in other pages, as an iframe. */
  readonly embeds: ComponentType | null;
  readonly takeKey: TakeKey;
  /** What may be dropped on it. */
  readonly drops: readonly DropKind[];
  /** The samples whose models are opened here, whatever view they were dropped on; absent: none. */
  readonly opens?: SampleKind;
}

/** The view that an address asks for; the first one where it asks for none that there is. */
export function viewIn(views: readonly View[], hash: string): View {
  const name = nameIn(hash);
  return views.find(({ id }) => id === name) ?? views[0]!;
}

/** A name in an address that no view has; null where there is none such. */
export function unknownIn(views: readonly View[], hash: string): string | null {
  const name = nameIn(hash);
  return name === '' || views.some(({ id }) => id === name) ? null : name;
}

/** The world that an address of a view asks for. */
export const worldAt = ({ world, worldAt: at }: View, hash: string): View['world'] => at?.(hash) ?? world;

const nameIn = (hash: string): string => meantHash(hash).slice(2).split('?')[0] ?? '';
