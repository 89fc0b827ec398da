// Where the tests find the built page, and the development server that serves single test pages.

export const BUILT_PORT = 4179;
export const DEVELOPMENT_PORT = 4178;
export const DEVELOPMENT = `http://localhost:${DEVELOPMENT_PORT}/`;
