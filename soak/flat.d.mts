export function slopeOf(values: readonly number[]): { readonly slope: number; readonly error: number };
export function growth(name: string, values: readonly number[]): string | null;
export function allFlat(series: Readonly<Record<string, readonly number[]>>): string | null;
