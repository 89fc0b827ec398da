// A started backend as the session sees it. Which one to start is decided in choose-backend.ts.

import type { BackendChoice, BackendInfo } from '../terms/messages';

/** What went wrong on the device, if anything has. */
export type Trouble =
  | { readonly kind: 'lost'; readonly message: string }
  | { readonly kind: 'validation'; readonly message: string }
  | { readonly kind: 'out-of-memory'; readonly message: string };

export interface Backend {
  /** Its reason may change: kernels are refused when they first run. */
  readonly info: BackendInfo;
  /** Null as long as the device is well. */
  trouble(): Trouble | null;
  /** Frees the device. What lives on it must not be used again. */
  dispose(): void;
}

/**
 * @param reason said in `info.reason` where it explains why not a better backend
 * @param singleThread keeps WASM to one thread
 */
export type StartBackend = (
  choice: BackendChoice,
  reason?: string,
  singleThread?: boolean,
) => Promise<Backend>;
