// A tour of the controls: each page asks for one of them to be used, and says what that did.

import { hashOf } from '../../address/link';
import { ghostPath, currentPath, type State } from '../../history/state';
import { formatPercent } from '../../plots/format';
import { guidedRun, leftRun } from '../facts/guided-run';
import { page, type Page } from '../lesson';

const run = (stops: Readonly<Record<string, string>>): string =>
  hashOf('denoise', {
    pack: 'digits',
    target: '7',
    sampler: 'ddpm',
    steps: '20',
    seed: '1',
    lanes: 'pair',
    ...stops,
  });

const moving = page({
  title: 'Play, pause, and step by step',
  world: 'images',
  opens: run({ t: '999' }),
  points: 'transport',
  text: [
    'Below the pictures is what moves a run: one step back, play or pause, one step forward, and back to the start. Space plays and pauses, the arrows take one step.',
    'Above them is the strip of all steps: drag along it to look back. The timestep `t` beside the buttons says where you are.',
  ],
  asks: 'What does `t` do when you take a step forward?',
  options: ['It counts up', 'It stays', 'It counts down'],
  todo: 'Take two or three steps forward, then check.',
  facts: (state) => {
    const steps = guidedRun(state)?.steps ?? [];
    const [first] = steps;
    const last = steps.at(-1);
    return first === undefined || last === undefined || steps.length < 2 ? null : { first, last, steps };
  },
  answer: ({ first, last }) => (last.t > first.t ? 0 : last.t === first.t ? 1 : 2),
  found: ({ first, last, steps }) => [
    `${steps.length} steps have been taken so far, the first one at \`t\` = ${first.t} and the newest at ${last.t}.`,
  ],
  why: () => [
    'A run begins with pure noise at the largest `t`, counts down, and ends with a picture. No step is lost: any of them can be looked at again.',
  ],
});

/** The step from which on another class was asked for. */
function steered(state: State) {
  const found = guidedRun(state);
  if (found === null) return null;
  const at = found.steps.findIndex(({ asked }, i) => i > 0 && asked !== found.steps[i - 1]?.asked);
  const [before, now] = [found.steps[at - 1], found.steps[at]];
  if (before === undefined || now === undefined) return null;
  return { before, now, of: (index: number): string => found.classes[index] ?? String(index) };
}

const steering = page({
  title: 'What steers',
  world: 'images',
  opens: run({ t: '799' }),
  points: 'class',
  text: [
    'Here is what the left picture is steered toward, the class, and below it how strongly: `s`, the guidance scale. At 0 nothing is pushed.',
    'The right picture has the same noise and is left alone. Keys 0 to 9 choose a class, [ and ] change the scale.',
  ],
  asks: 'The run is on its way. When does another class act?',
  options: ['On the steps that were taken too', 'From the next step on', 'Only in a new run'],
  todo: 'Choose class 4, and take two steps forward.',
  facts: steered,
  answer: () => 1,
  found: ({ before, now, of }) => [
    `Up to \`t\` = ${before.t} the steps asked for ${of(before.asked)}, from ${now.t} on for ${of(now.asked)}.`,
    `The classifier, the network that steers, gives ${formatPercent(now.belief)} to ${of(now.asked)} there.`,
  ],
  why: () => ['So one can steer while it runs, as a driver does. Each step remembers what it was asked for.'],
});

const keeping = page({
  title: 'Look back, and branch off',
  world: 'images',
  opens: run({ t: '799', to: '599' }),
  points: 'transport',
  uses: ['scale'],
  text: [
    'The run has come to timestep `t` = 599, and you look back at an earlier step. A change of class or scale here begins a branch.',
    'Undo takes the newest change back. Share, at the top, makes a link to all that is on screen.',
  ],
  asks: 'What becomes of the steps that were taken after this one?',
  options: [
    'They are gone',
    'They are kept, as a ghost to compare with',
    'They are taken again by themselves',
  ],
  todo: 'Press Branch, or move the guidance scale, and take one step forward.',
  facts: (state) => {
    const ghost = ghostPath(state);
    const { branchedAt } = currentPath(state);
    const left = leftRun(state);
    return ghost === null || branchedAt === null || left === null
      ? null
      : {
          kept: left.steps.length,
          first: left.steps[0]?.t,
          last: left.steps.at(-1)?.t,
          from: left.steps[branchedAt]?.t ?? null,
        };
  },
  answer: () => 1,
  found: ({ kept, first, last, from }) => [
    `All ${kept} steps of the run that you left are kept, from \`t\` = ${first} to ${last}. That run is the ghost.`,
    from === null ? '' : `The branch begins at \`t\` = ${from}.`,
  ],
  why: () => [
    'Comparing two runs that differ in one thing is what this page is made for. The key G switches to the ghost, and back.',
  ],
});

export const pages: readonly Page[] = [moving, steering, keeping];
