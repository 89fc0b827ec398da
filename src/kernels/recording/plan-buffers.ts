// Which temporaries of a recording may share a buffer: those that are never needed at the same time. Greedy by
// size (Pisarchyk & Lee 2020, "Efficient Memory Management for Deep Neural Net Inference", shared objects).

/** What is written by dispatch `first` and read until dispatch `last`. */
export interface Temporary {
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
}

export interface BufferPlan {
  /** Bytes of each buffer. */
  readonly sizes: readonly number[];
  /** The buffer of each temporary. */
  readonly bufferOf: readonly number[];
}

export function planBuffers(temporaries: readonly Temporary[]): BufferPlan {
  const sizes: number[] = [];
  const tenants: Temporary[][] = [];
  const bufferOf: number[] = Array.from({ length: temporaries.length }, () => -1);
  const largestFirst = temporaries.map((_, i) => i).toSorted((a, b) => at(b).bytes - at(a).bytes || a - b);

  for (const i of largestFirst) {
    const own = at(i);
    // buffers get smaller, so the last free one fits best
    const free = tenants.findLastIndex((others) =>
      others.every((other) => own.last < other.first || other.last < own.first),
    );
    const buffer = free >= 0 ? free : sizes.push(own.bytes) - 1;
    (tenants[buffer] ??= []).push(own);
    bufferOf[i] = buffer;
  }
  return { sizes, bufferOf };

  function at(i: number): Temporary {
    return temporaries[i]!;
  }
}
