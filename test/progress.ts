// What a page of a test tells the flow that has opened it and waits.

declare global {
  interface Window {
    /** What is done, one after another. */
    progress?: string[];
    /** What has come of it, in the end. */
    report?: unknown;
  }
}

export function done(what: string): void {
  (window.progress ??= []).push(what);
}
