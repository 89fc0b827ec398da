// The types of seeds.mjs, for tests.

interface Drawn {
  readonly seeds: readonly number[];
  readonly targets: readonly number[];
  readonly verdicts: readonly { readonly label: number; readonly probability: number }[];
}

export function seedReadAsAsked(drawn: Drawn): number;
export function writeSeeds(samples: string, out: string): void;
