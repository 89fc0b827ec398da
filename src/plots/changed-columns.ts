// Which columns of a canvas must be drawn again: a run adds a column or two a step, and the others stay as they are.

/** What a column shows; compared by identity, one by one. */
export type Shown = readonly unknown[];

const drawn = new WeakMap<
  HTMLCanvasElement,
  { readonly shared: Shown; readonly columns: readonly Shown[] }
>();

/**
 * Takes it that the caller draws what it returns, and nothing else ever draws on the canvas.
 *
 * @param shared what all columns depend on: sizes, colours
 */
export function changedColumns(
  canvas: HTMLCanvasElement,
  shared: Shown,
  columns: readonly Shown[],
): readonly number[] {
  const before = drawn.get(canvas);
  drawn.set(canvas, { shared, columns });
  const all = before === undefined || !same(before.shared, shared);
  return columns.flatMap((column, at) => (all || !same(before.columns[at] ?? [], column) ? at : []));
}

function same(a: Shown, b: Shown): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
