// Which columns of a canvas must be drawn again: a run adds a column or two a step, and the others stay as they are.

/** What a column shows; compared by identity, one by one. */
export type Shown = readonly unknown[];

const drawn = new WeakMap<HTMLCanvasElement, { readonly shared: Shown; readonly columns: Shown[] }>();

/**
 * Takes it that the caller draws each column as it is given, and nothing else ever draws on the canvas. A caller that stops
 * before the end is given the rest the next time.
 *
 * @param shared what all columns depend on: sizes, colours
 */
export function* changedColumns(
  canvas: HTMLCanvasElement,
  shared: Shown,
  columns: readonly Shown[],
): Generator<number, void> {
  const before = drawn.get(canvas);
  const isSame = before !== undefined && same(before.shared, shared);
  const known = isSame ? before.columns.slice(0, columns.length) : [];
  drawn.set(canvas, { shared, columns: known });
  for (const [at, column] of columns.entries()) {
    const last = known[at];
    if (last !== undefined && same(last, column)) continue;
    known[at] = column;
    yield at;
  }
}

function same(a: Shown, b: Shown): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
