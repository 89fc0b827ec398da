// gifenc brings no types: those of what is used.

declare module 'gifenc' {
  type Color = readonly number[];
  interface FrameOptions {
    readonly palette?: readonly Color[];
    /** Milliseconds. */
    readonly delay?: number;
  }
  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }
  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8ClampedArray, colors: number): Color[];
  export function applyPalette(rgba: Uint8ClampedArray, palette: readonly Color[]): Uint8Array;
}
