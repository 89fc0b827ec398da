// Where a network's weights come from: named tensors in PyTorch's layout. Reading files is the pack's business.

/** Named tensors, of a file or made in the tab. */
export interface WeightSource {
  /** Whose weights these are, for sentences: "unet". */
  readonly owner: string;
  /** Shape of the tensor as PyTorch has it; null when there is none. */
  shapeOf(name: string): readonly number[] | null;
  /** The numbers, row-major, float32: a fresh array. Called only for tensors that exist. */
  read(name: string): Float32Array;
  readonly names: readonly string[];
}
