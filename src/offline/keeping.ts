// What there is to say of keeping a model, and what can be chosen: one at a time, until it is put away.

import { told } from './told';

export interface Keeping {
  readonly text: string;
  readonly choices: readonly { readonly label: string; readonly choose: () => void }[];
  /** Label of the button that puts it away, without any of these. */
  readonly away: string;
}

const keeping = told<Keeping | null>(null);

/** Shows a notice in the place of the one before; null takes it away. */
export const tellOfKeeping = keeping.tell;

/** The notice to show; null where there is none. */
export const useKeeping = keeping.use;
