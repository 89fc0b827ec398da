export interface Mutant {
  readonly start: number;
  readonly end: number;
  /** What stands there in the mutant, and what stood there. */
  readonly text: string;
  readonly of: string;
  readonly line: number;
  readonly kind: string;
  /** From where to where it is wrapped to note that it is reached. */
  readonly note: readonly [start: number, end: number];
}

export function mutantsOf(name: string, source: string): readonly Mutant[];
export function mutated(source: string, mutant: Pick<Mutant, 'start' | 'end' | 'text'>): string;
export function noting(source: string, mutants: readonly (Mutant & { readonly id: number })[]): string;
export function drawn<T>(all: readonly T[], count: number, seed: number): readonly T[];
