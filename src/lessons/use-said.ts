// What a page says of the state on screen, said anew only where it says something else.

import { useMemo } from 'react';
import type { State } from '../history/state';
import { useNudgeFrame } from '../store/use-store';

/** What is said of the state; null where another world is on screen. */
export function useSaid<Said>(say: (state: State) => Said, isHere: boolean): Said | null {
  return useNudgeFrame(useMemo(() => (isHere ? remembered(say) : nothing), [say, isHere]));
}

const nothing = (): null => null;

/** The same value as long as it says the same; worked out once for each state. */
function remembered<Said>(say: (state: State) => Said): (state: State) => Said {
  let of: State | null = null;
  let last: { readonly said: Said; readonly text: string } | null = null;
  return (state) => {
    if (last !== null && state === of) return last.said;
    of = state;
    const said = say(state);
    const text = JSON.stringify(said);
    if (last?.text !== text) last = { said, text };
    return last.said;
  };
}
