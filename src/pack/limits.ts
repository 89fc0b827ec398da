// What a pack may cost, so that no file can hang or exhaust the tab.

const MEBI = 1024 * 1024;

export const limits = {
  /** A config, an index, nudge.json. */
  jsonBytes: 4 * MEBI,
  jsonDepth: 32,
  /** One file of weights, and all shards together. */
  weightBytes: 512 * MEBI,
  /** The JSON at the head of a safetensors file. */
  safetensorsHeaderBytes: 8 * MEBI,
  /** Files of one network's weights. */
  shards: 100,
  /** Files in an archive. */
  zipEntries: 10_000,
  /** Of a .tar.gz, in all. */
  unpackedBytes: 4e9,
  tensors: 10_000,
  tensorRank: 8,
  /** Pixels along a side of a sample. */
  sampleSide: { min: 8, max: 256 },
  sampleChannels: 4,
  channels: 4096,
  levels: 8,
  /** Numbers in one attention's scores, per lane: heads × pixels². */
  attentionScores: 2 ** 25,
  layersPerBlock: 16,
  classes: 1000,
} as const;

/** @returns a sentence part for people: "4 MB" */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
