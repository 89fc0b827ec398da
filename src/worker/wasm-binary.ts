// The binary of tfjs' WASM backend, fetched and looked at before tfjs gets it: with one that is missing, cut
// off or forbidden, tfjs would wait for ever.

import { fetchFile } from '../fetching/fetch-file';
import { troubleOf } from '../terms/causes';
import { damaged, missing, noWasm, wasmForbidden } from '../terms/more-causes';

/** @throws NudgeError that says whose doing it is */
export async function fetchWasm(url: string): Promise<Uint8Array<ArrayBuffer>> {
  expectWebAssembly();
  const name = new URL(url, globalThis.location?.href).pathname.split('/').at(-1) ?? url;
  let got = 0;
  for (const cache of ['default', 'reload'] as const) {
    const bytes = await fetchFile(url, { name, cache });
    if (bytes === null) throw troubleOf(missing, name);
    if (WebAssembly.validate(bytes)) return bytes;
    got = bytes.length;
  }
  throw troubleOf(damaged, name, `${got} bytes are no WebAssembly`);
}

/** The shortest module there is: a magic number and a version. */
const EMPTY = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

function expectWebAssembly(): void {
  if (typeof WebAssembly === 'undefined') throw troubleOf(noWasm);
  try {
    void new WebAssembly.Module(EMPTY);
  } catch {
    throw troubleOf(wasmForbidden);
  }
}
