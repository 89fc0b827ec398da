// Runs tests against one mutant after the other in one vitest, which keeps what it has transformed. Its parent ends it
// where a mutant hangs. Mutants are never written to the source files.

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { createVitest } from 'vitest/node';
import { mutated, noting } from './mutants.mjs';
import { reachedFile } from './reached-file.mjs';

const root = resolve(import.meta.dirname, '../..');
const reached = process.env.NUDGE_REACHED;

/** How the files under test are read now: from a path to the text to run. */
let readAs = new Map();
const plugin = {
  name: 'nudge-mutant',
  enforce: 'pre',
  transform: (_, id) => readAs.get(id.split('?')[0]) ?? null,
};

const vitest = await createVitest(
  'test',
  {
    root,
    watch: false,
    reporters: [{}],
    pool: 'threads',
    maxWorkers: 1,
    bail: 1,
    silent: true,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: [join(import.meta.dirname, 'note-reached.mjs')],
  },
  { plugins: [plugin], logLevel: 'silent' },
);

async function run(tests, as) {
  for (const path of new Set([...readAs.keys(), ...as.keys()])) vitest.invalidateFile(path);
  readAs = as;
  const specifications = tests.map((test) => vitest.getRootProject().createSpecification(join(root, test)));
  vitest.state.clearErrors();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  return {
    failed: unhandledErrors.length > 0 || testModules.some((module) => !module.ok()),
    tests: testModules.map((module) => ({
      test: relative(root, module.moduleId),
      failed: !module.ok(),
      ms: module.diagnostic().duration + module.diagnostic().collectDuration,
    })),
  };
}

/** What each test reaches of the mutants, in the tests that import any of the files. */
async function baseline({ files, mutants, skip, only }) {
  vitest.config.bail = 0;
  vitest.config.related = only === '' ? files.map((file) => join(root, file)) : undefined;
  // to see what imports the files takes reading all of the tests
  const related =
    only === '' ? await vitest.getRelevantTestSpecifications() : await vitest.globTestSpecifications();
  const tests = related
    .map(({ moduleId }) => relative(root, moduleId))
    .filter((test) => !new RegExp(skip).test(test) && new RegExp(only).test(test));
  rmSync(reached, { recursive: true, force: true });
  mkdirSync(reached, { recursive: true });
  const as = new Map(
    files.map((file) => {
      const path = join(root, file);
      const own = mutants.filter((mutant) => mutant.file === file);
      return [path, noting(readFileSync(path, 'utf8'), own)];
    }),
  );
  const result = await run(tests, as);
  vitest.config.bail = 1;
  const reachedBy = result.tests.map((each) => ({ ...each, reached: reachedIn(each.test) }));
  return { tests: reachedBy };
}

function reachedIn(test) {
  try {
    return JSON.parse(readFileSync(reachedFile(reached, join(root, test)), 'utf8'));
  } catch {
    return []; // a test that could not be loaded
  }
}

async function answer(message) {
  if (message.kind === 'baseline') return await baseline(message);
  const path = join(root, message.mutant.file);
  return await run(message.tests, new Map([[path, mutated(readFileSync(path, 'utf8'), message.mutant)]]));
}

process.on('message', (message) => {
  answer(message).then(
    (result) => process.send(result),
    (error) => process.send({ error: String(error?.stack ?? error) }),
  );
});
process.send({ ready: true });
