// Numbers in the texts of lessons.

/** "0.50 times as much" */
export function times(factor: number): string {
  return `${factor.toFixed(2)} times as much`;
}
