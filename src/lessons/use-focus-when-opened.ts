// The heading of what has just been opened has the focus; one that the address of a new page names does not take it.

import { useEffect, useRef, type RefObject } from 'react';
import { learn, useLearning } from './learning';

export function useFocusWhenOpened(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const { wantsFocus } = useLearning();
  useEffect(() => {
    if (!wantsFocus || heading.current === null) return;
    heading.current.focus();
    learn.focused();
  }, [wantsFocus]);
  return heading;
}
