// Notes over runs of every kind: no sentence whose condition does not hold, one for nearly every step, and different ones
// along a run.

import { beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/terms/networks';
import type { Note } from '../../../src/views/notes/note';
import { noteOn, rules } from '../../../src/views/notes/rules';
import { startTestWasm } from '../../kernels/start-test-wasm';
import { stubModel } from '../../chain/stub-model';
import { falseClaims } from './claims';
import {
  always,
  ddim,
  ddpm,
  exactModel,
  fromItsTwin,
  learnedModel,
  openingRun,
  openTiny,
  petalClasses,
  record,
  withBlindGuide,
  type Recorded,
  type Steering,
} from './recorded-runs';

const turnedAt =
  (index: number, from: number, to: number, scale = 4): Steering =>
  (at) => ({ target: at < index ? from : to, scale });
const scaledAt =
  (index: number, from: number, to: number): Steering =>
  (at) => ({ target: 2, scale: at < index ? from : to });

const verdict = (label: number, probability: number): Verdict => ({ label, probability });

async function ofPictures(): Promise<Recorded[]> {
  const model = exactModel();
  const of = { model, classes: petalClasses, steps: 40 };
  const sure = [verdict(2, 0.97), verdict(4, 0.99)];
  const runs = await Promise.all([
    record({ ...of, name: 'DDPM', sampler: ddpm, steering: always(2, 2), verdicts: sure }),
    record({ ...of, name: 'DDIM', sampler: ddim, steering: always(2, 2), verdicts: sure }),
    record({ ...of, name: 'DDPM at s = 0', sampler: ddpm, steering: always(2, 0), verdicts: sure }),
    record({ ...of, name: 'DDIM at s = 0', sampler: ddim, steering: always(2, 0), verdicts: sure }),
    record({ ...of, name: 'turned in mid-run', sampler: ddpm, steering: turnedAt(15, 2, 5), verdicts: sure }),
    record({
      ...of,
      name: 'turned late, DDIM',
      sampler: ddim,
      steering: turnedAt(30, 0, 3, 8),
      verdicts: sure,
    }),
    record({ ...of, name: 'scaled up', sampler: ddpm, steering: scaledAt(12, 0.5, 12), verdicts: sure }),
    record({ ...of, name: 'let go', sampler: ddpm, steering: scaledAt(12, 12, 0), verdicts: sure }),
    record({ ...of, name: 'taken up', sampler: ddim, steering: scaledAt(12, 0, 6), verdicts: sure }),
    record({
      ...of,
      name: 'an unsure judge',
      sampler: ddpm,
      steering: always(2, 1),
      verdicts: [verdict(4, 0.23), verdict(1, 0.31)],
    }),
    record({
      ...of,
      name: 'a judge that leans',
      sampler: ddim,
      steering: always(1, 1),
      verdicts: [verdict(4, 0.7), verdict(1, 0.8)],
    }),
    record({ ...of, name: 'no judge', sampler: ddpm, steering: always(1, 3) }),
    record({ ...of, name: 'an interval', sampler: ddpm, steering: always(1, 3), interval: [300, 700] }),
    record({ ...of, name: 'many steps', steps: 100, sampler: ddpm, steering: always(0, 6) }),
    record({
      ...of,
      name: 'a blind guide',
      model: withBlindGuide(model, petalClasses.length),
      sampler: ddpm,
      steering: always(1, 3),
    }),
    record({
      ...of,
      name: 'unguided',
      model: { ...model, guides: new Map() },
      classes: [],
      sampler: ddpm,
      steering: always(0, 4),
      verdicts: null,
    }),
    record({
      ...of,
      name: 'unguided, DDIM',
      model: { ...model, guides: new Map() },
      classes: [],
      sampler: ddim,
      steering: always(0, 4),
    }),
    record({
      name: 'two classes',
      model: stubModel(),
      classes: ['up', 'down'],
      steps: 50,
      sampler: ddpm,
      steering: turnedAt(25, 0, 1),
      verdicts: [verdict(0, 0.9), verdict(1, 0.8)],
    }),
  ]);
  return [
    ...runs,
    ...runs.filter(({ moments }) => moments[0]!.other !== null).map(fromItsTwin),
    openingRun(),
  ];
}

async function ofTiny(): Promise<Recorded[]> {
  const tiny = await openTiny();
  const model = {
    denoiser: tiny.denoiser,
    guides: tiny.guides,
    pack: tiny.info,
    schedule: stubModel().schedule,
  };
  const classes = tiny.info.guides[0]!.slots[0]!.labels;
  const judge = await tiny.judge();
  const runs: Recorded[] = [];
  for (const sampler of [ddpm, ddim]) {
    const run = await record({ name: '', model, classes, steps: 12, sampler, steering: turnedAt(5, 0, 1) });
    const { probs } = await judge!.judge(run.steps.at(-1)!.xPrev);
    const k = probs.length / 2;
    const verdicts = [0, 1].map((lane) => {
      const of = [...probs.subarray(lane * k, (lane + 1) * k)];
      return verdict(of.indexOf(Math.max(...of)), Math.max(...of));
    });
    runs.push({
      ...run,
      name: `the tiny pack, ${sampler.kind}`,
      moments: run.moments.map((moment) =>
        moment.finished ? { ...moment, hasJudge: true, verdicts } : moment,
      ),
    });
  }
  judge!.dispose();
  tiny.dispose();
  return runs;
}

async function ofPlane(): Promise<Recorded[]> {
  const of = { classes: petalClasses, steps: 25, points: 80 };
  const model = exactModel();
  const runs = [
    await record({ ...of, name: 'Plane, exact', model, sampler: ddpm, steering: always(2, 2) }),
    await record({ ...of, name: 'Plane, exact, DDIM', model, sampler: ddim, steering: turnedAt(12, 2, 3) }),
    await record({ ...of, name: 'Plane, exact, s = 0', model, sampler: ddpm, steering: always(2, 0) }),
    await record({
      ...of,
      name: 'Plane, one class',
      model: { ...model, guides: new Map() },
      classes: ['A'],
      sampler: ddpm,
      steering: always(0, 0),
    }),
  ];
  const seven = { ...of, points: 84, scales: [0, 0.5, 1, 2, 4, 8, 16] };
  for (const sampler of [ddpm, ddim]) {
    runs.push(
      await record({
        ...seven,
        name: `Plane, seven scales, ${sampler.kind}`,
        model,
        sampler,
        steering: always(2, 0),
      }),
      await record({
        ...seven,
        name: `Plane, seven scales, turned, ${sampler.kind}`,
        model,
        sampler,
        steering: turnedAt(12, 2, 3),
      }),
    );
  }
  for (const guide of ['learned', 'classifier-free'] as const) {
    const { model: learned, dispose } = learnedModel(guide);
    const free = guide === 'classifier-free';
    runs.push(
      await record({
        ...of,
        name: `Plane, ${guide}`,
        free,
        model: learned,
        sampler: ddpm,
        steering: turnedAt(12, 2, 4, 2),
      }),
      await record({
        ...of,
        name: `Plane, ${guide}, DDIM`,
        free,
        model: learned,
        sampler: ddim,
        steering: always(1, 2),
      }),
    );
    if (free) {
      runs.push(
        await record({
          ...of,
          free,
          name: 'Plane, classifier-free, in an interval',
          model: learned,
          sampler: ddpm,
          interval: [300, 700],
          steering: always(1, 4),
        }),
      );
    }
    dispose();
  }
  return runs;
}

const textOf = ({ head, body }: Note): string => `${head} ${body}`;

describe('notes', () => {
  const runs: Recorded[] = [];
  beforeAll(async () => {
    await startTestWasm();
    runs.push(...(await ofPictures()), ...(await ofTiny()), ...(await ofPlane()));
  }, 60_000);

  it('say nothing whose condition does not hold', () => {
    const wrong = runs.flatMap((run) =>
      run.moments.flatMap((moment) => {
        const note = noteOn(moment);
        return note === null
          ? []
          : falseClaims(textOf(note), run, moment).map((each) => `${run.name}, ${note.id}: ${each}`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('also where every rule may speak, not only the first', () => {
    const wrong = runs.flatMap((run) =>
      run.moments.flatMap((moment) =>
        rules.flatMap((each) => {
          const note = each.note(moment);
          return note === null
            ? []
            : falseClaims(textOf(note), run, moment).map((claim) => `${run.name}, ${note.id}: ${claim}`);
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('stand beside at least 95 % of the steps of every run, and four different ones a run', () => {
    for (const { name, moments } of runs) {
      const notes = moments.map(noteOn);
      const said = notes.filter((note) => note !== null);
      expect(said.length / moments.length, name).toBeGreaterThanOrEqual(0.95);
      expect(new Set(said.map(({ id }) => id)).size, name).toBeGreaterThanOrEqual(4);
    }
  });

  it('are each said in some run', () => {
    const said = new Set(runs.flatMap(({ moments }) => moments.map((moment) => noteOn(moment)?.id)));
    const silent = rules
      .map(({ id }) => id)
      .filter((id) => !said.has(id) && !/^begins|preview|^of-another|^several-scales|^slots-/.test(id));
    expect(silent).toEqual([]);
  });

  it('name no rule twice', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it('have numbers in words and no empty parts', () => {
    for (const { moments } of runs) {
      for (const note of moments.map(noteOn)) {
        expect(textOf(note!)).not.toMatch(/NaN|undefined|null|Infinity|–| {2}/);
      }
    }
  });
});
