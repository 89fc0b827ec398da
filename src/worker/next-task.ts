// The next macrotask, without the 4 ms that browsers add to nested timers. WASM computes synchronously: without
// this a worker would hear no message until a run has ended.

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener('message', () => waiting.shift()?.());
channel.port1.start();

/** Resolves after the waiting messages have been handled. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
