// The asker of a world's store.

import { Asker, type AskerDeps } from './asker';

/** What an asker needs of a store and what goes with it; every world's has it. */
export interface Askable extends Pick<AskerDeps, 'observe'> {
  readonly store: { readonly subscribe: (listen: () => void) => () => void };
  readonly clock: Pick<AskerDeps, 'now' | 'after'>;
}

/** An asker beside the runs of a store: it asks anew whenever the state changes. */
export function askerBeside({ observe, store, clock }: Askable): Asker {
  return new Asker({
    observe,
    subscribe: (listen) => store.subscribe(listen),
    now: clock.now,
    after: clock.after,
  });
}
