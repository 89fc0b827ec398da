// The rest of the table of causes: what the page needs no sentence for before it stands.

import { again, type Cause } from './causes';

const whole = 'Whoever runs this address has to put the whole of dist/ there.';

/** Nothing has come: there is no connection, or no such host. */
export const unreachable: Cause = {
  code: 'network',
  who: 'connection',
  found: (what) => `${what} could not be fetched: nothing answers.`,
  hint: again,
};

/** Some of the file has come, and not the rest. */
export const brokenOff: Cause = {
  code: 'network',
  who: 'connection',
  found: (what) => `${what}: the connection broke off.`,
  hint: again,
};

/** The host is in trouble: a status that is neither 2xx nor 404 or 410. `got` is the status. */
export const hostError: Cause = {
  code: 'network',
  who: 'host',
  found: (what, got) => `${what}: expected the file, the server answered with HTTP status ${got}.`,
  hint: 'The server is in trouble; try again in a while.',
};

/** 404 or 410, or a page of HTML where a file is asked for, as hosts of single pages send. */
export const missing: Cause = {
  code: 'host',
  who: 'host',
  found: (what) => `${what} is missing from this copy of Nudge.`,
  hint: whole,
};

/** A script with a type that browsers do not run as a module. `got` is the type. */
export const wrongType: Cause = {
  code: 'host',
  who: 'host',
  found: (what, got) => `${what}: expected text/javascript, the server sends it as ${got}.`,
  hint: 'Whoever runs this address has to give .js files that type.',
};

/** A file that is not what the build made, and was so again past every cache. `got` is in what it differs. */
export const damaged: Cause = {
  code: 'pack-corrupt',
  who: 'host',
  found: (what, got) => `${what} came damaged, and so it did again: ${got}.`,
  hint: `${whole} Files may have to be copied as binary ones.`,
};

/** A pack that was put there anew while its files were being read. */
export const changed: Cause = {
  code: 'host',
  who: 'host',
  found: (what) => `${what} has changed on the server since this model was opened.`,
  hint: 'Reload the page: its address restores the screen.',
};

/** There is no `WebAssembly`. */
export const noWasm: Cause = {
  code: 'backend-failed',
  who: 'browser',
  found: () => 'This browser has no WebAssembly, or it is switched off.',
  hint: 'Allow it (in a lockdown mode, for this address), or take another browser.',
};

/** Even the empty module may not be compiled. */
export const wasmForbidden: Cause = {
  code: 'backend-failed',
  who: 'host',
  found: () => 'The policy of this address (Content-Security-Policy) forbids WebAssembly.',
  hint: "Whoever runs it has to add 'wasm-unsafe-eval' to script-src; dist/_headers has the whole policy.",
};

/** The binary is sound, and tfjs could not start it. `got` is what it says. */
export const wasmFailed: Cause = {
  code: 'backend-failed',
  who: 'browser',
  found: (_, got) => `WebAssembly could not be started: ${got}.`,
  hint: 'Reload the page, or try another browser.',
};

/** The worker’s script can be fetched, and still no worker starts. */
export const workerForbidden: Cause = {
  code: 'worker-refused',
  who: 'host',
  found: () => 'The worker that computes was not allowed to start.',
  hint: "Its script is there, so a policy of this address forbids it: worker-src has to allow 'self'.",
};

/** The page has an opaque origin, as in an iframe with `sandbox` alone. */
export const sandbox: Cause = {
  code: 'worker-refused',
  who: 'frame',
  found: () => 'The frame around this page is a sandbox in which no worker may start.',
  hint: 'Add allow-same-origin to its sandbox, or open the page in a tab of its own.',
};

/** What is packed (zip, .tar.gz, PNG) needs the browser’s `DecompressionStream`. */
export const noDecompression: Cause = {
  code: 'browser',
  who: 'browser',
  found: (what) => `${what} cannot be unpacked: this browser has no DecompressionStream.`,
  hint: 'Update the browser, or take another; the file is sound.',
};
