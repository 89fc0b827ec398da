// What may be held in memory, in bytes.

/** Arrays of a run's steps that are kept, over all paths. */
export const HISTORY_BUDGET = 64 * 1024 * 1024;

/** A model's files, its weights and maps while a step is taken, and the history. */
export const MEMORY_BUDGET = 1.5e9;
