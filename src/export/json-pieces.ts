// Plain data as JSON, one field a piece; typed arrays as plain numbers in the fewest digits that name them.

/** JSON.stringify of an object, in pieces: a long run's text would be too long for one string. */
export function* jsonPieces(data: Readonly<Record<string, unknown>>): Generator<string, void, void> {
  let before = '{';
  for (const [name, value] of Object.entries(data)) {
    yield `${before}${JSON.stringify(name)}:${JSON.stringify(value, plain) ?? 'null'}`;
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

function plain(_: string, value: unknown): unknown {
  if (value instanceof Float32Array) return Array.from(value, shortest);
  return value instanceof Float64Array || value instanceof Int32Array ? Array.from(value) : value;
}

/** A float32 in the fewest digits that name it. */
function shortest(value: number): number {
  for (let digits = 7; digits < 10; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}
