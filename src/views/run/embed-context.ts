// Which controls an embedded view shows.

import { createContext } from 'react';
import type { Embed } from '../../address/embed';

/** What the address of an embedded page asks for; no control where the page is not embedded. */
export const EmbedContext = createContext<Embed>({ controls: [] });
