import { describe, expect, it } from 'vitest';
import { Client } from '../../../src/client/client';
import { createStore } from '../../../src/store/create-store';
import type { State } from '../../../src/store/state';
import type { PackInfo } from '../../../src/terms/pack-info';
import { occasion, spokenState } from '../../../src/views/run/announcer';
import { newPath, type Path } from '../../../src/store/path';
import { linearConfig } from '../../diffusion/config';
import { someRecord, someStep } from '../denoise/some-steps';

const pack: PackInfo = {
  id: 'two',
  title: 'Two',
  sampleShape: [1, 2, 1],
  scheduler: linearConfig,
  classes: ['zero', 'one'],
  hasJudge: true,
  defaultGuidanceScale: 4,
  defaultSteps: 100,
  parameters: { denoiser: 1, classifier: 1 },
};

function stateAt(index: number, status: State['run']['status']): State {
  const classProbs = Float32Array.of(0.14, 0.86, 0.98, 0.02);
  const timesteps = Array.from({ length: 100 }, (_, at) => 999 - 10 * at);
  const at = (each: number) => someRecord(each, { target: 1 }, { classProbs });
  const path: Path = {
    ...newPath(1, { kind: 'ddpm' }, 100, timesteps),
    steps: Array.from({ length: index + 1 }, (_, each) => at(each)),
    verdicts:
      status === 'done'
        ? [
            { label: 1, probability: 0.99 },
            { label: 0, probability: 0.93 },
          ]
        : null,
  };
  const { store } = createStore((events) => new Client(events), 'https://nudge.example/models/');
  const fresh = store.getState();
  return {
    ...fresh,
    model: { ...fresh.model, pack },
    run: { ...fresh.run, status },
    history: {
      ...fresh.history,
      paths: [path],
      current: 1,
      shown: someStep(index, { target: 1 }, { classProbs }),
    },
  };
}

describe('what is spoken', () => {
  it('is t and the belief in the class asked for', () => {
    expect(spokenState(stateAt(75, 'paused'))).toBe(
      't 249, belief in one 86 percent, without guidance 2 percent',
    );
  });

  it('says with guidance where the unguided one is looked at', () => {
    expect(spokenState({ ...stateAt(75, 'paused'), large: 1 })).toBe(
      't 249, belief in one 2 percent, with guidance 86 percent',
    );
  });

  it('says a digit as a word', () => {
    const state = stateAt(75, 'paused');
    const digits = { ...state, model: { ...state.model, pack: { ...pack, classes: ['6', '7'] } } };
    expect(spokenState(digits)).toContain('belief in seven 86 percent');
  });

  it('is the judge at the end', () => {
    expect(spokenState(stateAt(99, 'done'))).toBe(
      'Finished. The judge reads one, 99 percent; without guidance zero, 93 percent.',
    );
  });

  it('comes four times in a run that plays, and at every step of one that is stepped', () => {
    const occasions = (status: State['run']['status']) =>
      new Set(Array.from({ length: 100 }, (_, index) => occasion(stateAt(index, status)))).size;
    expect(occasions('playing')).toBe(4);
    expect(occasions('paused')).toBe(100);
  });
});
