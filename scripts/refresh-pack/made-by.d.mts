// The types of made-by.mjs, for tests.

export interface Step {
  readonly name: string;
  readonly about: string;
  /** Paths from the repository's root. */
  readonly weights: readonly string[];
  readonly makes: readonly string[];
}

export type MadeBy = Readonly<
  Record<
    string,
    { readonly weights: Readonly<Record<string, string | null>>; readonly makes: readonly string[] }
  >
>;

export function sha256(path: string): string | null;
export function readMadeBy(root: string, pack: string): MadeBy;
export function noteStep(root: string, pack: string, step: Step): void;
export function staleSteps<S extends Step>(root: string, steps: readonly S[], noted: MadeBy): S[];
