// Which controls an embedded view shows.

import { createContext } from 'react';
import type { Embed } from '../../address/embed';

export const EmbedContext = createContext<Embed>({ controls: [] });
