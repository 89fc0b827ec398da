import { describe, expect, it } from 'vitest';
import type { State } from '../../../src/history/state';
import type { PackInfo } from '../../../src/terms/pack-info';
import { spokenState } from '../../../src/views/run/announcer';
import { occasion } from '../../../src/views/run/occasion';
import { newPath, type Path } from '../../../src/history/path';
import { linearConfig } from '../../diffusion/config';
import { newStore } from '../../store/open-images';
import { classGuide } from '../../worker/class-guide';
import { someGuidance, someRecord, someStep } from '../../history/some-steps';
import { classTarget } from '../../../src/terms/target';
import { defaultSettings } from '../../../src/worlds/images/settings';

const packOf = (labels: readonly string[]): PackInfo => ({
  id: 'two',
  title: 'Two',
  sampleShape: [1, 2, 1],
  scheduler: linearConfig,
  guides: [classGuide(labels)],
  hasJudge: true,
  defaultSteps: 100,
  parameters: 1,
});
const pack = packOf(['zero', 'one']);

function stateAt(index: number, status: State['run']['status']): State {
  const guidance = { ...someGuidance, beliefs: Float32Array.of(0.14, 0.86, 0.98, 0.02) };
  const target = classTarget(1);
  const timesteps = Array.from({ length: 100 }, (_, at) => 999 - 10 * at);
  const at = (each: number) => someRecord(each, { target }, { guidance });
  const path: Path = {
    ...newPath(1, defaultSettings, 100, timesteps),
    steps: Array.from({ length: index + 1 }, (_, each) => at(each)),
    verdicts:
      status === 'done'
        ? [
            { label: 1, probability: 0.99 },
            { label: 0, probability: 0.93 },
          ]
        : null,
  };
  const fresh = newStore().store.getState();
  return {
    ...fresh,
    model: { ...fresh.model, pack },
    run: { ...fresh.run, status },
    history: {
      ...fresh.history,
      paths: [path],
      current: 1,
      shown: someStep(index, { target }, { guidance }),
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
    expect(spokenState({ ...stateAt(75, 'paused'), focus: 1 })).toBe(
      't 249, belief in one 2 percent, with guidance 86 percent',
    );
  });

  it('says a digit as a word', () => {
    const state = stateAt(75, 'paused');
    const digits = { ...state, model: { ...state.model, pack: packOf(['6', '7']) } };
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
