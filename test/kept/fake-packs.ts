// Packs whose networks are a formula, under the names and shapes of those that come with Nudge, and the Plane's own.

import type { PackInfo, PackSource } from '../../src/terms/pack-info';
import { NudgeError } from '../../src/terms/errors';
import type { Guide } from '../../src/terms/networks';
import type { Samples } from '../../src/terms/sample';
import { PlaneOpener } from '../../src/worker/plane-opener';
import type { OpenedModel } from '../../src/worker/ports';
import { classGuide } from '../worker/class-guide';
import { linearConfig } from '../diffusion/config';

const CLASSES = 10;
const SIZE = 28 * 28;

function infoOf(id: string, guided: boolean): PackInfo {
  return {
    id,
    title: id.charAt(0).toUpperCase() + id.slice(1),
    sampleShape: [28, 28, 1],
    scheduler: linearConfig,
    guides: guided
      ? [
          classGuide(
            Array.from({ length: CLASSES }, (_, label) => `${id} ${label}`),
            12,
          ),
        ]
      : [],
    hasJudge: guided,
    defaultSteps: 100,
    sampleSheet: { path: 'sheet.png', rows: 10, columns: 10, source: 'a test', licence: 'none' },
    parameters: 1,
  };
}

/** -Σ(i mod 10 - x_i)²/20, whose gradient is (i mod 10 - x_i)/10. */
function valueOf(xt: Samples, lane: number): number {
  let sum = 0;
  for (let i = 0; i < SIZE; i++) sum -= ((i % CLASSES) - xt[lane * SIZE + i]!) ** 2 / 20;
  return sum;
}

/** ε = x/2, and one pull for all classes. */
function fakePack(id: string, guided: boolean): OpenedModel {
  const info = infoOf(id, guided);
  return {
    info,
    denoiser: {
      sampleShape: info.sampleShape,
      predict: (xt) => Promise.resolve(xt.map((x) => x / 2)),
      dispose: () => {},
    },
    guides: new Map(
      guided
        ? [
            [
              'classifier',
              {
                evaluate: (xt, _, targets) =>
                  Promise.resolve({
                    value: Float32Array.from(targets, (_target, lane) => valueOf(xt, lane)),
                    gradient: xt.map((x, i) => (((i % SIZE) % CLASSES) - x) / 10),
                    beliefs: Float32Array.from(
                      { length: targets.length * CLASSES },
                      (_each, i) => (i % CLASSES) / 45,
                    ),
                  }),
                dispose: () => {},
              } satisfies Guide,
            ],
          ]
        : [],
    ),
    judge: () =>
      Promise.resolve(
        !guided
          ? null
          : {
              judge: (x0) => {
                const lanes = x0.length / SIZE;
                const probs = Float32Array.from({ length: lanes * CLASSES }, (_, i) =>
                  i % CLASSES === 3 ? 0.91 : 0.01,
                );
                return Promise.resolve({ probs, features: new Float32Array(lanes) });
              },
              dispose: () => {},
            },
      ),
    dispose: () => {},
  };
}

/** Opens what the page asks for: a built-in pack, files (unguided), or a plane that needs no weights. */
export function fakePacks(): (
  source: PackSource,
) => Promise<{ pack: OpenedModel; reopen: () => Promise<OpenedModel> }> {
  const planes = new PlaneOpener(() => Promise.resolve(null));
  return (source) => {
    if (source.kind === 'plane') return planes.open(source);
    if (source.id === 'broken') throw new NudgeError('pack-missing', 'unet/config.json is not there.');
    const open = (): OpenedModel => fakePack(source.id, source.kind === 'url');
    return Promise.resolve({ pack: open(), reopen: () => Promise.resolve(open()) });
  };
}
