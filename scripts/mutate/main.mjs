// npm run mutate -- FOLDER [--most 150] [--seed 23] [--file NAME] [--tests REGEXP] [--again]
//
// How many small faults in src/FOLDER the unit tests find; README.md beside it says how.

import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { drawn, mutantsOf } from './mutants.mjs';

const root = resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string', default: '150' },
    seed: { type: 'string', default: '23' },
    file: { type: 'string', default: '' },
    tests: { type: 'string', default: '' },
    again: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
const print = (line) => process.stdout.write(`${line}\n`);
if (folder === undefined) {
  process.stderr.write('mutate: expected a folder of src, as in: npm run mutate -- history\n');
  process.exit(1);
}

/** Tests of numbers that take long and reach everything: they would find a fault, but not say which. */
const SKIPPED = `^test/(?!${folder}/)(parity|kernels|nn|train|architecture|docs|site|refresh-pack|lessons|cli|kept|offline|fetching|pack/(fuzz|formats))`;
/** Slower test files are left out, those of the folder itself and those that were asked for excepted. */
const SLOW_MS = 15_000;

const files = readdirSync(join(root, 'src', folder), { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && file.includes(values.file))
  .map((file) => `src/${folder}/${file}`)
  .toSorted();
const equivalent = JSON.parse(readFileSync(join(import.meta.dirname, 'equivalent.json'), 'utf8'));
/** Where one text stands in several places, `after` says what is before it. */
const isEquivalent = ({ file, of, text, start }) =>
  equivalent.some(
    (each) =>
      each.file === file &&
      each.of === of &&
      each.text === text &&
      sources
        .get(file)
        .slice(0, start)
        .endsWith(each.after ?? ''),
  );
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const all = files.flatMap((file) =>
  mutantsOf(file, sources.get(file)).map((mutant) => ({ ...mutant, file })),
);
const resultsFile = join(root, `build/mutants-${folder.replaceAll('/', '-')}.json`);
const isFound = ({ outcome }) => outcome === 'killed' || outcome === 'hung';
/** With --again those of the last run that no test found, as long as the source files are the same. */
const before = values.again ? JSON.parse(readFileSync(resultsFile, 'utf8')) : [];
const chosen = values.again
  ? before.filter((mutant) => !isFound(mutant) && !isEquivalent(mutant))
  : drawn(
      all.filter((mutant) => !isEquivalent(mutant)),
      Number(values.most),
      Number(values.seed),
    );
const mutants = chosen.map((mutant, id) => ({ ...mutant, id }));

const env = { ...process.env, NUDGE_REACHED: join(tmpdir(), `nudge-reached-${process.pid}`) };
let host = null;

function hostThere() {
  host ??= new Promise((done) => {
    const child = fork(join(import.meta.dirname, 'host.mjs'), {
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.once('message', () => done(child));
  });
  return host;
}

/** @returns null where the answer did not come in time, or the host died: a mutant that hangs */
async function ask(message, limitMs) {
  const child = await hostThere();
  const answer = await new Promise((done) => {
    const timer = setTimeout(() => finish(null), limitMs);
    const died = () => finish(null);
    const finish = (result) => {
      clearTimeout(timer);
      child.off('exit', died).off('message', finish);
      done(result);
    };
    child.once('message', finish).once('exit', died);
    child.send(message);
  });
  if (answer === null) {
    child.kill('SIGKILL');
    host = null;
  }
  if (answer?.error !== undefined) throw new Error(`mutate: vitest failed: ${answer.error}`);
  return answer;
}

const began = Date.now();
const base = await ask({ kind: 'baseline', files, mutants, skip: SKIPPED, only: values.tests }, 20 * 60_000);
if (base === null) throw new Error('mutate: the tests did not end without a mutant');
const broken = base.tests.filter(({ failed }) => failed);
if (broken.length > 0)
  print(`left out, as they fail without a mutant: ${broken.map(({ test }) => test).join(', ')}`);
const isOwn = ({ test }) => test.startsWith(`test/${folder}/`);
const isQuick = (each) => each.ms < SLOW_MS || isOwn(each) || values.tests !== '';
const slow = base.tests.filter((each) => !each.failed && !isQuick(each));
if (slow.length > 0) print(`left out, as they take long: ${slow.map(({ test }) => test).join(', ')}`);
const usable = base.tests.filter((each) => !each.failed && isQuick(each));
const reachedBy = new Map(usable.map(({ test, reached }) => [test, new Set(reached)]));
print(`src/${folder}: ${mutants.length} of ${all.length} mutants, ${usable.length} test files`);

const results = [];
const counted = () => [...before.filter(isFound), ...results];
mkdirSync(join(root, 'build'), { recursive: true });
for (const mutant of mutants) {
  const tests = usable
    .filter(({ test }) => reachedBy.get(test).has(mutant.id))
    .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || a.ms - b.ms);
  const limit = 30_000 + 6 * tests.reduce((sum, { ms }) => sum + ms, 0);
  const answer =
    tests.length === 0
      ? { failed: false }
      : await ask({ kind: 'mutant', mutant, tests: tests.map(({ test }) => test) }, limit);
  const outcome =
    answer === null ? 'hung' : answer.failed ? 'killed' : tests.length === 0 ? 'unreached' : 'survived';
  results.push({ ...mutant, outcome });
  // as it goes: a run that is stopped has found something too
  const waiting = values.again ? mutants.slice(results.length) : [];
  writeFileSync(resultsFile, JSON.stringify([...counted(), ...waiting], null, 1));
  const brief = (text) => text.replaceAll(/\s+/g, ' ').slice(0, 70);
  if (outcome === 'survived' || outcome === 'unreached')
    print(`${outcome} ${mutant.file}:${mutant.line} ${brief(mutant.of)}  =>  ${brief(mutant.text)}`);
}
const last = await hostThere();
last.kill();

const found = counted().filter(isFound).length;
const share = counted().length === 0 ? 100 : (100 * found) / counted().length;
const minutes = ((Date.now() - began) / 60_000).toFixed(1);
print(`src/${folder}: ${found} of ${counted().length} killed, ${share.toFixed(0)} %, in ${minutes} min`);
