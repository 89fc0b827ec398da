// Words: the same algorithm on sentences. In which order the words come, what steers them, and what clamping does.

import { hashOf } from '../../address/link';
import { sentenceRun } from '../facts/sentence-run';
import { page, type Page } from '../lesson';

const run = (asked: Readonly<Record<string, string>>): string =>
  hashOf('words', { scale: '1', sampler: 'ddpm', steps: '100', seed: '3', lanes: 'pair', ...asked });

const order = page({
  title: 'In which order do the words come?',
  world: 'words',
  opens: run({ slots: 'food=Italian,price=cheap', t: '1999' }),
  points: 'pictures',
  text: [
    'A sentence has forty places, and leaves empty those that it does not need. Each holds a vector of numbers. The run begins with pure noise in all of them, and takes it away step by step, as from a picture.',
    'What you read at each place is the word whose vector is nearest to what the network expects there.',
  ],
  asks: 'In which order will the words settle, in the sentence that nothing steers?',
  options: [
    'From the first to the last',
    'From the last to the first',
    'In no such order: all over the sentence',
  ],
  todo: 'Then press Play, and watch the places.',
  facts: (state) => {
    const found = sentenceRun(state)?.order ?? null;
    return found === null ? null : { ...found, first: found.since[0] ?? 0, last: found.since.at(-1) ?? 0 };
  },
  answer: ({ correlation }) => (correlation > 0.7 ? 0 : correlation < -0.7 ? 1 : 2),
  found: ({ looks, since, first, last, correlation }) => [
    `Of ${looks} looks at the run, the first word has stood since look ${first + 1}, the last one since look ${last + 1}.`,
    `${since.filter((look) => look < first).length} of ${since.length} words stood before the first one did. The correlation of place and time is ${correlation.toFixed(2).replace('-', '−')}, where 1 is strictly from first to last.`,
  ],
  why: ({ correlation }) => [
    Math.abs(correlation) <= 0.7
      ? 'Nothing is replaced word by word. All places are denoised at once, and each sees all others, so a sentence clears up like a picture.'
      : 'Here the order is nearly that of reading. Nothing in the algorithm asks for it: all places are denoised at once. Try another seed.',
  ],
});

const steered = page({
  title: 'Steering a sentence',
  world: 'words',
  opens: run({ slots: 'food=Japanese,price=cheap', t: '1999' }),
  points: 'class',
  text: [
    'A classifier of noisy sentences is asked about the vectors, and its gradient pushes them, as it pushes pixels. The sentence beside it has the same noise, and no push.',
    'Rules that look for words in the finished sentence judge it. They have no part in the push.',
  ],
  asks: 'How many of the things that are asked for will the steered sentence say?',
  options: ['All of them', 'Some of them', 'None of them'],
  todo: 'Then press Play, and let it run to the end.',
  facts: (state) => {
    const found = sentenceRun(state);
    return found === null || found.twin === null || found.guided.verdicts.length === 0
      ? null
      : { guided: found.guided, twin: found.twin, updates: found.updates };
  },
  answer: ({ guided }) => {
    const met = guided.verdicts.filter((each) => each.met).length;
    return met === guided.verdicts.length ? 0 : met > 0 ? 1 : 2;
  },
  found: ({ guided, twin }) => [
    `Asked for: ${guided.verdicts.map(({ wish }) => wish).join(', ')}.`,
    `The rules find ${guided.verdicts.filter(({ met }) => met).length} of ${guided.verdicts.length} in the steered sentence, and ${twin.verdicts.filter(({ met }) => met).length} in the one beside it.`,
  ],
  why: ({ guided, twin, updates }) => [
    guided.verdicts.filter(({ met }) => met).length > twin.verdicts.filter(({ met }) => met).length
      ? 'The noise is the same, so the difference is the push.'
      : 'The sentence beside it says as much without any push, so this noise shows little. Try another seed.',
    updates === null
      ? ''
      : `Two things are other than with pixels. Words are far apart, so each step but the last few pushes ${updates} times, by a new gradient each time. Each push is an update; \`K\`, the number of updates, is ${updates}.`,
    updates === null
      ? ''
      : 'Pushed so often, a vector could end where no word is. So each push also pulls it a little back toward the mean `μ`, to which the network alone would step.',
  ],
});

const unclamped = page({
  title: 'Held to words, or free',
  world: 'words',
  opens: run({ slots: 'food=Japanese,price=cheap', clamp: '0', t: '1999' }),
  points: 'pictures',
  text: [
    'In every step of the two pages before, what the network expects was moved to the nearest words before the step went on. That is called clamping.',
    'Here it is off: vectors may stay between words until the end, and only then are read as words.',
  ],
  asks: 'Will the rules still find all that was asked for?',
  options: ['Yes, all of it', 'Not all of it'],
  todo: 'Then press Play, and compare with the page before.',
  facts: (state) => {
    const found = sentenceRun(state);
    const free =
      state.history.paths.find(({ id }) => id === state.history.current)?.steps[0]?.clamp === false;
    return found === null || !free || found.guided.verdicts.length === 0 ? null : found.guided;
  },
  answer: ({ verdicts }) => (verdicts.every(({ met }) => met) ? 0 : 1),
  found: ({ text, verdicts }) => [
    `It reads: “${text}”`,
    `The rules find ${verdicts.filter(({ met }) => met).length} of ${verdicts.length} things.`,
    verdicts.every(({ met }) => met)
      ? ''
      : 'Where a sentence says two values of one thing, such as two kinds of food, the rules count neither.',
  ],
  why: () => [
    'Clamping makes the network commit to words early, which keeps sentences whole, and makes it harder to change its mind. Take both a few times before you decide: the switch is “Clamp to words”, and each seed is another noise.',
  ],
});

export const pages: readonly Page[] = [order, steered, unclamped];
