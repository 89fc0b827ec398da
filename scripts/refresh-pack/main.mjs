// npm run refresh-pack -- digits: makes anew what was made from a pack's weights and is older than they are. It is
// resumable: what a step has made is noted when it is done, and a step whose weights are still those is skipped.

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { noteStep, readMadeBy, staleSteps } from './made-by.mjs';
import { packs, stepsOf } from './steps.mjs';

const root = resolve(import.meta.dirname, '../..');
const usage = `Usage: npm run refresh-pack -- PACK [options]      PACK: ${packs.join(', ')}

  --list         say what is made from the pack's weights, and what of it is stale
  --only STEP    that step alone, stale or not
  --note STEP    do nothing, and note that what is there is of these weights: for what was made by hand

PYTHON names the interpreter (default python3) with training/requirements.txt. Measuring needs the data that a pack
was trained on: MNIST, FASHION, FACES (npz files) and E2E, MEASURES (folders); training/README.md says what they are.
GUIDED_DIFFUSION is a clone of openai/guided-diffusion.
EVALUATE is handed on to the command that measures: EVALUATE="--steps 100" for example.`;

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(`refresh-pack: ${line}`);
  process.exit(1);
}

/** Runs a step's commands, then its own code. */
async function make(step) {
  const commands = (() => {
    try {
      return step.commands(process.env);
    } catch (error) {
      return fail(error.message);
    }
  })();
  for (const { cwd = '.', run } of commands) {
    say(`  ${cwd === '.' ? '' : `(${cwd}) `}${run.join(' ')}`);
    const done = spawnSync(run[0], run.slice(1), { cwd: resolve(root, cwd), stdio: 'inherit' });
    if (done.error !== undefined) fail(`${run[0]}: ${done.error.message}`);
    if (done.status !== 0)
      fail(`${step.name}: ${run[0]} ended with ${done.status}; the steps before it are noted`);
  }
  await step.finish?.(root);
}

const { values, positionals } = (() => {
  try {
    const text = { type: 'string' };
    const options = { list: { type: 'boolean' }, only: text, note: text };
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return fail(`${error.message}\n\n${usage}`);
  }
})();
const [pack] = positionals;
if (positionals.length !== 1 || !packs.includes(pack))
  fail(`expected one pack, got ${positionals.join(' ') || 'none'}\n\n${usage}`);
const steps = stepsOf(pack);
for (const name of [values.only, values.note]) {
  if (name !== undefined && !steps.some((step) => step.name === name)) {
    fail(`expected a step of ${pack}, ${steps.map((step) => step.name).join(', ')}, got ${name}`);
  }
}

const stale = staleSteps(root, steps, readMadeBy(root, pack));
if (values.list) {
  for (const step of steps) {
    process.stdout.write(`${stale.includes(step) ? 'stale' : 'fresh'}  ${step.name}: ${step.about}\n`);
    for (const path of step.makes) process.stdout.write(`         ${path}\n`);
  }
} else if (values.note !== undefined) {
  noteStep(
    root,
    pack,
    steps.find((step) => step.name === values.note),
  );
} else {
  const asked = values.only === undefined ? stale : steps.filter(({ name }) => name === values.only);
  if (asked.length === 0) say(`${pack}: nothing is stale`);
  for (const step of asked) {
    say(`${step.name}: ${step.about}`);
    await make(step);
    noteStep(root, pack, step);
  }
}
