// What may be dropped on the view that is open, over the page while files are dragged.

import type { ReactElement } from 'react';
import { DropCover } from '../controls/drop-cover';
import { dropText, type Takes } from '../views/dropped';

export function DropArea({ view }: { readonly view: Takes }): ReactElement | null {
  return view.drops.length === 0 ? null : <DropCover text={dropText(view)} />;
}
