// Where the tests find the built page, and the development server that serves single test pages: run.mjs looks
// for free ports, so that two checkouts can be tested at once.

export const BUILT_PORT = Number(process.env['NUDGE_BUILT_PORT'] ?? 4179);
export const DEVELOPMENT_PORT = Number(process.env['NUDGE_DEVELOPMENT_PORT'] ?? 4178);
export const DEVELOPMENT = `http://localhost:${DEVELOPMENT_PORT}/`;
