// Saved runs of every kind that there is open as they did, and the recorded run plays.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { currentPath } from '../../src/history/state';
import type { RecordedRun } from '../../src/formats/recording';
import { classOf } from '../../src/terms/target';
import { atRest, openPage, seenOn } from './open';

const files = join(import.meta.dirname, 'files');
const bytesOf = (name: string) => new Blob([Uint8Array.from(readFileSync(join(files, name)))]);

describe('a saved run of before', () => {
  it('of Save, “Data (JSON)”, is taken again: its steering, and the step that was shown', async () => {
    const opened = await openPage('#/denoise?steps=20');
    await atRest(opened.nudge);
    opened.nudge.actions.openRun(bytesOf('saved.json'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await atRest(opened.nudge);
    expect(seenOn(opened)).toMatchObject({
      title: 'Digits',
      steering: [
        [0, 7, 4, 42, 'ddpm'],
        [8, 3, 4, 42, 'ddpm'],
        [12, 3, 7.5, 42, 'ddpm'],
      ],
      timesteps: [20, 999, 949, 899, 49],
      shown: 249,
      controls: [3, 7.5, 'ddpm', 20, 42, 'pair', false],
      error: null,
    });
  });

  it('of Share, for a history that is too long for a link, is taken again', async () => {
    const opened = await openPage('#/denoise?steps=20');
    await atRest(opened.nudge);
    opened.nudge.actions.openRun(bytesOf('shared.json'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await atRest(opened.nudge);
    const { steering, controls } = seenOn(opened);
    expect(steering).toHaveLength(21);
    expect(steering.at(-1)).toEqual([20, 5, 10, 9, 'ddim']);
    expect(controls).toEqual([5, 10, 'ddim', 40, 9, 'pair', false]);
  });

  it('of the command line says that the page cannot show it', async () => {
    const opened = await openPage('#/denoise?steps=20');
    await atRest(opened.nudge);
    opened.nudge.actions.openRun(bytesOf('sampled.json'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(seenOn(opened)).toMatchObject({
      error: 'The file holds a run of the command line, which the page cannot show.',
      shown: 'end',
    });
  });
});

describe('a recording', () => {
  it('is a path of steps with its belief and verdicts', async () => {
    const recording: RecordedRun = JSON.parse(readFileSync(join(files, 'recorded-run.json'), 'utf8'));
    const { nudge } = await openPage('#/plane?distribution=drawn');
    nudge.playRecording(recording);
    const path = currentPath(nudge.store.getState());
    expect(path.timesteps).toEqual([999, 499]);
    expect(
      path.steps.map(({ lanes }) =>
        lanes.map(({ target, guidanceScale, seed }) => [classOf(target), guidanceScale, seed]),
      ),
    ).toEqual([
      [
        [7, 12, 42],
        [7, 0, 42],
      ],
      [
        [7, 12, 42],
        [7, 0, 42],
      ],
    ]);
    expect(path.verdicts).toEqual([
      { label: 7, probability: 0.99 },
      { label: 9, probability: 0.6 },
    ]);
    nudge.actions.pause();
  });
});
