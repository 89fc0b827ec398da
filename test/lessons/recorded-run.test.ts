// What lessons say of the run that plays while the first model loads: each sentence is true of it, by its own numbers.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rms } from '../../src/diffusion/magnitudes';
import { packOfRecording } from '../../src/formats/recorded-pack';
import type { RecordedRun } from '../../src/formats/recording';
import { pathOfRecording, RECORDED_ID } from '../../src/history/recorded';
import type { Path } from '../../src/history/path';
import { expand } from '../../src/history/step-record';
import type { State } from '../../src/history/state';
import { guidedRun, steadyRun } from '../../src/lessons/facts/guided-run';
import { pages } from '../../src/lessons/04-a-classifier-leans/pages';
import { pages as howMuch } from '../../src/lessons/06-how-much/pages';
import { formatPercent } from '../../src/plots/format';
import { classTarget } from '../../src/terms/target';
import { defaultSettings } from '../../src/worlds/images/settings';
import { initialNoise } from '../../src/worlds/images/noise-state';

const file = resolve(import.meta.dirname, '../../public/recorded-run.json');
const recording: RecordedRun = JSON.parse(readFileSync(file, 'utf8'));
const recorded = pathOfRecording(recording, RECORDED_ID, defaultSettings);

function stateWith(path: Path): State {
  return {
    model: {
      pack: packOfRecording(recording),
      origin: null,
      backend: null,
      choice: 'auto',
      loading: null,
      fromFiles: false,
      missing: null,
      recorded: true,
    },
    run: { status: 'done', millisecondsPerStep: null, speed: 5, direction: 1 },
    history: {
      paths: [path],
      current: path.id,
      ghost: null,
      cursor: null,
      shown: null,
      awaited: null,
      past: [],
      future: [],
    },
    focus: 0,
    own: initialNoise,
    error: null,
    notice: null,
  };
}

const outcomeOf = (title: string, path: Path) =>
  pages.find((page) => page.title === title)?.outcome(stateWith(path)) ?? null;

describe('the recorded run', () => {
  it('is a guided one beside its twin', () => {
    const run = guidedRun(stateWith(recorded));
    expect(run?.complete).toBe(true);
    expect(run?.steps).toHaveLength(recorded.steps.length);
    expect(run?.verdicts?.map(({ label }) => label)).toEqual([7, 0]);
  });

  it('shows that a nudge far below the noise made another digit', () => {
    const said = outcomeOf('One noise, two ends', recorded);
    const largest = recorded.steps
      .filter(({ numbers }) => numbers.sigma > 0)
      .toSorted((a, b) => b.numbers.lanes[0]!.nudgeRms - a.numbers.lanes[0]!.nudgeRms)[0]!;
    expect(largest.numbers.lanes[0]!.nudgeRms / largest.numbers.sigma).toBeLessThan(0.2);
    expect(said?.answer).toBe(2);
    expect(said?.found[0]).toContain(`\`t\` = ${largest.t}`);
    expect(said?.found).toContain('So that nudge has made a 7 of a noise that becomes a 0 by itself.');
  });

  it('shows where it was decided', () => {
    const said = outcomeOf('When it is decided', recorded);
    const sure = recorded.steps.find(({ beliefs }) => beliefs![7]! > 0.9)!;
    expect(said?.found[0]).toContain(`\`t\` = ${sure.t}`);
    expect(said?.answer).toBe(Math.floor(4 * (1 - (sure.t + 1) / 1000)));
  });

  it('moves more by its noise than by the way to the mean, in all steps but the last few', () => {
    for (const record of recorded.steps.slice(0, -3)) {
      const { mean, xt } = expand(record, packOfRecording(recording), recorded.chainSteps)!;
      const way = rms(mean.subarray(0, 784).map((x, i) => x - xt[i]!));
      expect(record.numbers.sigma).toBeGreaterThan(way);
    }
  });

  it('says nothing more where the sentence would not be true', () => {
    const same = { ...recorded, verdicts: [recorded.verdicts![0]!, recorded.verdicts![0]!] };
    const alike = outcomeOf('One noise, two ends', same);
    expect(alike?.found.join(' ')).toContain('becomes a 7 by itself, so it shows little');
    expect(alike?.found.join(' ')).not.toContain('has made a 7');
    const failed = { ...recorded, verdicts: [recorded.verdicts![1]!, recorded.verdicts![1]!] };
    expect(outcomeOf('One noise, two ends', failed)?.found.join(' ')).toContain('too weak');
  });

  it('says of a push in an interval alone how many steps it had, and who is surer', () => {
    const outcome = (title: string, path: Path) =>
      howMuch.find((page) => page.title === title)?.outcome(stateWith(path)) ?? null;
    const within: Path = {
      ...recorded,
      steps: recorded.steps.map((step) => ({
        ...step,
        lanes: step.lanes.map((lane) => ({ ...lane, guidanceInterval: [200, 599] as const })),
      })),
    };
    const inside = recorded.steps.filter(({ t }) => t >= 200 && t <= 599).length;
    const when = outcome('When must it push?', within);
    expect(when?.answer).toBe(0);
    expect(when?.found[0]).toContain(`in ${inside} of ${recorded.steps.length} steps`);
    const unsure = { ...within, verdicts: [{ label: 7, probability: 0.4 }, recorded.verdicts![1]!] };
    expect(outcome('Is a sure classifier evidence?', unsure)?.answer).toBe(0);
    const other = { ...within, verdicts: [{ label: 0, probability: 0.9 }, recorded.verdicts![1]!] };
    expect(outcome('Is a sure classifier evidence?', other)?.answer).toBe(0);
    expect(outcome('When must it push?', other)?.why.join(' ')).toContain('not enough');
    expect(outcome('Is a sure classifier evidence?', within)?.answer).toBe(2);
    expect(outcome('When must it push?', recorded)).toBeNull(); // it acted all along
  });

  it('bears nothing out before its end, nor where it was steered on its way', () => {
    const begun = { ...recorded, steps: recorded.steps.slice(0, 5), verdicts: null };
    expect(outcomeOf('One noise, two ends', begun)).toBeNull();
    const turned = {
      ...recorded,
      steps: recorded.steps.map((step, i) =>
        i < 10 ? step : { ...step, lanes: step.lanes.map((lane) => ({ ...lane, target: classTarget(8) })) },
      ),
    };
    expect(steadyRun(stateWith(turned))).toBeNull();
    expect(outcomeOf('One noise, two ends', turned)).toBeNull();
    const said = outcomeOf('Another wish on the way', turned);
    expect(said?.answer).toBe(0); // the judge still reads what was asked for first
    expect(said?.found[0]).toContain(`\`t\` = ${recorded.steps[10]!.t}`);
  });

  it('says of a wish that came too late how many steps and how small a nudge were left', () => {
    const from = recorded.steps.findIndex(({ t }) => t < 200);
    const late = {
      ...recorded,
      steps: recorded.steps.map((step, i) =>
        i < from ? step : { ...step, lanes: step.lanes.map((lane) => ({ ...lane, target: classTarget(8) })) },
      ),
    };
    const said = outcomeOf('A wish that comes too late', late);
    expect(said?.answer).toBe(0);
    expect(said?.found[0]).toContain(`${recorded.steps.length - from} steps were left. The judge reads 7.`);
    expect(said?.why[0]).toContain('no longer has its way');
    // and where the judge reads the new class, nothing of it
    const turned = { ...late, verdicts: [{ label: 8, probability: 0.9 }, recorded.verdicts![1]!] };
    const other = outcomeOf('A wish that comes too late', turned);
    expect(other?.answer).toBe(1);
    expect(other?.why.join(' ')).not.toContain('no longer has its way');
    expect(other?.why.join(' ')).toContain('not too late');
    expect(outcomeOf('A wish that comes too late', recorded)).toBeNull(); // nothing was changed
  });

  it('says of a push at the beginning alone what the classifier knew there, and where doubt was trained', () => {
    const early: Path = {
      ...recorded,
      verdicts: [{ label: 0, probability: 0.9 }, recorded.verdicts![1]!],
      steps: recorded.steps.map((step) => ({
        ...step,
        lanes: step.lanes.map((lane) => ({ ...lane, guidanceInterval: [600, 999] as const })),
      })),
    };
    const page = howMuch.find(({ title }) => title === 'A push at the beginning alone')!;
    const surest = Math.max(...recorded.steps.filter(({ t }) => t >= 600).map(({ beliefs }) => beliefs![7]!));
    expect(surest).toBeLessThan(0.2);
    const said = page.outcome(stateWith(early));
    expect(said?.answer).toBe(1);
    expect(said?.found.join(' ')).toContain(`gave 7 at most ${formatPercent(surest)}`);
    expect(said?.why.join(' ')).toContain('about a guess');
    expect(said?.why.join(' ')).toContain('where it would have gone by itself');
    const state = stateWith(early);
    const doubts = { ...state.model.pack!, guides: [{ ...state.model.pack!.guides[0]!, smoothedFrom: 600 }] };
    const trained = page.outcome({ ...state, model: { ...state.model, pack: doubts } });
    expect(trained?.why.join(' ')).toContain('from `t` = 600 on a part of each label was shared out');
  });
});
