// Which controls an embedded view shows.

import { createContext } from 'react';
import type { Embed } from '../../address/embed';

/** What the page around asks for. No control where the view is not embedded. */
export const EmbedContext = createContext<Embed>({ controls: [] });
