// The plane's presets against the truth: exact chains, shipped weights, half a minute of training, on WASM. Before
// them, what a visitor meets on the page.
// NUDGE_BENCH_PRESETS=moons,rings takes some of them.

import { benchPage } from './bench-page.mjs';
import { planePage } from './plane-page.mjs';

export async function run() {
  const page = await planePage();
  const some = process.env.NUDGE_BENCH_PRESETS;
  const report = await benchPage(`plane.html${some ? `?presets=${some}` : ''}`, { timeout: 1_200_000 });
  const rows = page;
  const remarks = [
    `${report.device}. Ratios: mean distance to 20 redraws of the truth, over truth against truth; 2,000 points.`,
  ];
  const add = (name, value, holds, bar) => {
    rows[name] = value;
    if (!holds) remarks.push(`Missed: ${name} is ${value.toFixed(2)}, ${bar} is asked for.`);
  };
  const atMost = (name, value, bar) => add(name, value, value <= bar, `at most ${bar}`);
  for (const preset of report.presets) {
    const { id, separable, guidanceScale } = preset;
    atMost(`${id}: exact chain, 1,000 steps, ratio`, preset.exact, 1.25);
    atMost(`${id}: exact guide at s = 1 to the true conditionals, ratio`, preset.exactGuided, 1.25);
    atMost(`${id}: shipped weights, 100 steps, ratio`, preset.shipped, 1.5);
    atMost(`${id}: after 30 s of training, 100 steps, ratio`, preset.trained, 3);
    rows[`${id}: steps of that training (${preset.state})`] = preset.steps;
    const accuracy = `${id}: shipped weights guided at s = ${guidanceScale}, accuracy by the exact classifier`;
    add(accuracy, preset.accuracy, !separable || preset.accuracy >= 0.95, 'at least 0.95');
    rows[`${id}: step of the exact chain, ms`] = preset.exactStepMs;
  }
  return { rows, remarks, report };
}
