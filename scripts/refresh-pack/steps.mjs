// The steps of each pack, in order: what is made, from which weights, and by which commands.

import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { sha256 } from './made-by.mjs';
import { writeSeeds } from './seeds.mjs';

const SAFE = 'model.safetensors';
/** The sweeps that come with packs, each at the scales of its guide's own row. Another pack’s needs a row here. */
const SWEEPS = {
  digits: { guide: 'classifier', asks: '--target 7', seeds: '42-141', sampler: 'ddim', steps: 50 },
  'digits-conditional': {
    guide: 'classifier-free',
    asks: '--target 7',
    seeds: '42-141',
    sampler: 'ddim',
    steps: 50,
  },
  faces: { guide: 'classifier', asks: '--slots hair=blue', seeds: '42-141', sampler: 'ddim', steps: 50 },
};
/** Words of a command line without blanks in them. */
const split = (line) => line.split(' ').filter((word) => word !== '');
const cli = { run: split('npx vite build --config vite.cli.config.ts --logLevel warn') };
const sample = (line) => ({ run: split(`node build/cli/sample.cjs --pack models/digits ${line}`) });

/** Recorded runs that the saved Python is compared with. @param runs words of each command line, by name */
function runsOf(pack, weights, runs) {
  const names = Object.keys(runs);
  return {
    name: 'runs',
    about: 'the runs that the saved Python is compared with',
    weights,
    makes: names.map((name) => `training/tests/runs/${name}.json`),
    commands: () => [
      cli,
      ...names.map((name) => ({
        run: [
          ...split(`node build/cli/sample.cjs --pack models/${pack} --record --out build/refresh/${name}`),
          ...runs[name],
        ],
      })),
    ],
    finish: (root) => {
      for (const name of names) {
        const made = join(root, 'build', 'refresh', name, 'run.json');
        copyFileSync(made, join(root, 'training', 'tests', 'runs', `${name}.json`));
      }
    },
  };
}

/** A command in training/, with the interpreter that PYTHON names. */
const python = (env, line, ...rest) => ({
  cwd: 'training',
  run: [env.PYTHON ?? 'python3', ...split(line), ...rest],
});

/** An environment variable that names data; without it the step cannot be done. */
function data(env, name, what) {
  const value = env[name];
  if (value === undefined) throw new Error(`expected ${name} to name ${what}`);
  return value;
}

/** What EVALUATE adds to a command that measures. */
const more = (env) => split(env.EVALUATE ?? '');

const MNIST = 'a copy of MNIST, an npz file in Keras’ layout';

const repository = resolve(import.meta.dirname, '../..');

/** Weights of an image pack; its nudge.json may name the folder of another pack for some. */
function image(pack) {
  const folder = `models/${pack}`;
  const { guides, judge } = JSON.parse(readFileSync(join(repository, folder, 'nudge.json'), 'utf8'));
  const of = (part) => posix.join(folder, part, SAFE);
  return {
    unet: `${folder}/unet/diffusion_pytorch_model.safetensors`,
    classifier: of(guides.find(({ kind }) => kind === 'classifier' || kind === 'attributes').path),
    judge: of(judge),
  };
}

/** Files of weights in a folder of a pack, or of the pack beside it; none where there is no such folder. */
function weightsIn(folder) {
  const path = join(repository, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true })
    .filter((file) => file.endsWith('.safetensors'))
    .map((file) => posix.join(folder, file.replaceAll('\\', '/')))
    .toSorted();
}

/** The sweep that is shown before one is measured: samples at each scale of the guide's row, then what is read off them. */
function sweep(pack) {
  const { guide, asks, seeds, sampler, steps } = SWEEPS[pack];
  const folder = `models/${pack}`;
  const read = (file) => JSON.parse(readFileSync(join(repository, folder, file), 'utf8'));
  const { guides, judge } = read('nudge.json');
  const { path = guide, scale } = guides.find((each) => (each.id ?? each.path ?? each.kind) === guide);
  const denoiser = 'unet' in read('model_index.json') ? 'unet' : 'denoiser';
  const out = (s) => `build/refresh/sweep-${pack}-${s}`;
  return {
    name: 'sweep',
    about: 'the sweep that is shown before one is measured',
    weights: [denoiser, path, judge].flatMap((part) => weightsIn(posix.join(folder, part))),
    makes: [`${folder}/sweep.json`, ...(denoiser === 'unet' ? [`${folder}/sweep.png`] : [])],
    commands: () => [
      cli,
      ...scale.row.map((s) => ({
        run: [
          ...split(`node build/cli/sample.cjs --pack ${folder} --guide ${guide} ${asks} --seeds ${seeds}`),
          ...split(`--scale ${s} --sampler ${sampler} --steps ${steps} --out ${out(s)}`),
        ],
      })),
      { run: [...split(`node build/cli/sweep.cjs --pack ${folder}`), ...scale.row.map(out)] },
    ],
  };
}

/** Of the networks that are the pack's own. */
function references(pack) {
  const { unet, classifier } = image(pack);
  const own = Object.entries({ unet, classifier }).filter(([, path]) => path.startsWith(`models/${pack}/`));
  return {
    name: 'references',
    about: 'PyTorch’s numbers that the browser’s networks are compared with',
    weights: own.map(([, path]) => path),
    makes: own.map(([part]) => `test/parity/packs/${pack}.${part}.reference.safetensors`),
    commands: (env) => [python(env, `make_fixtures.py --only packs --pack ../models/${pack}`)],
  };
}

const card = (pack, ...pictures) =>
  ['evaluation.json', 'README.md', ...pictures].map((file) => `models/${pack}/${file}`);

function digits() {
  const { unet, classifier, judge } = image('digits');
  const all = [unet, classifier, judge];
  return [
    references('digits'),
    {
      name: 'onnx',
      about: 'the networks that the bench compares with',
      weights: [unet, classifier],
      makes: ['bench/onnx/digits-unet.onnx', 'bench/onnx/digits-classifier.onnx'],
      commands: (env) => [python(env, 'export_onnx.py --pack ../models/digits')],
    },
    {
      name: 'seeds',
      about: 'a seed that the judge reads as asked, for the flows in a browser',
      weights: all,
      makes: ['test/e2e/digits-seeds.json'],
      commands: () => [cli, sample('--target 3,7,8 --seeds 0-15 --steps 50 --out build/refresh/seeds')],
      finish: (root) =>
        writeSeeds(join(root, 'build/refresh/seeds/samples.json'), join(root, 'test/e2e/digits-seeds.json')),
    },
    {
      name: 'recording',
      about: 'the run that plays while the model loads',
      weights: all,
      makes: ['public/recorded-run.json'],
      commands: () => [{ run: ['npm', 'run', 'record', '--', 'digits'] }],
    },
    runsOf('digits', [unet, classifier], {
      ddim: split('--target 3 --seeds 11 --steps 50 --sampler ddim --steer 12y8_20s9.5'),
      ddpm: split('--target 7 --seeds 42,5 --steps 12 --steer 4y2_5s3.5'),
      interval: split('--target 3 --seeds 11 --steps 24 --interval 0-100 --steer 4i0-950_18i'),
    }),
    {
      name: 'bound',
      about: 'the bound of one picture, which the page’s is compared with',
      weights: [unet],
      makes: ['test/measures/digits-bound.json'],
      commands: (env) => [
        python(
          env,
          'reference_bound.py --pack ../models/digits ../test/measures/digits-bound.json',
          '--guided-diffusion',
          data(env, 'GUIDED_DIFFUSION', 'a clone of openai/guided-diffusion'),
        ),
      ],
    },
    real('digits', '', 'MNIST', MNIST),
    {
      name: 'card',
      about: 'measures, pictures of samples, model card',
      weights: all,
      makes: card('digits', 'samples.png', 'scales.png'),
      commands: (env) => [
        cli,
        sample('--target 0-9 --seeds 0-49 --out build/refresh/digits'),
        python(
          env,
          'evaluate.py --pack ../models/digits --samples ../build/refresh/digits/samples.json',
          '--data',
          data(env, 'MNIST', MNIST),
          ...more(env),
        ),
      ],
    },
    {
      name: 'pictures',
      about: 'the README’s pictures of the page',
      weights: all,
      makes: ['denoise-light', 'denoise-dark', 'plane-light', 'plane-dark'].map((name) => `docs/${name}.png`),
      commands: () => [{ run: ['npm', 'run', 'screenshot'] }],
    },
  ];
}

/** @param options of the command, beside the pack; `env` names `what` */
function real(pack, options, env, what) {
  return {
    name: 'real',
    about: 'what the judge sees in real images, which Sweep measures beside',
    weights: [image(pack).judge],
    makes: [`models/${pack}/real.json`],
    commands: (given) => [
      python(given, `real_features.py --pack ../models/${pack} ${options}`, '--data', data(given, env, what)),
    ],
  };
}

/** A pack of which only the references and the card are made. */
function referencesAndCard(pack, options, env, what) {
  return [
    references(pack),
    {
      name: 'card',
      about: 'measures, pictures of samples, model card',
      weights: Object.values(image(pack)),
      makes: card(pack, 'samples.png', 'scales.png'),
      commands: (given) => [
        python(
          given,
          `evaluate.py --pack ../models/${pack} ${options}`,
          '--data',
          data(given, env, what),
          ...more(given),
        ),
      ],
    },
  ];
}

function fashion() {
  const given = ['--dataset fashion', 'FASHION', 'Fashion-MNIST, an npz file in Keras’ layout'];
  const [first, last] = referencesAndCard('fashion', ...given);
  return [first, real('fashion', ...given), last];
}

const digitsConditional = () => referencesAndCard('digits-conditional', '', 'MNIST', MNIST);

function faces() {
  const { unet, classifier, judge } = image('faces');
  const clips = ['clip', 'clip-clean'].flatMap((clip) =>
    ['image', 'text'].map((part) => `models/faces/${clip}/${part}/${SAFE}`),
  );
  const guides = ['classifier', 'clip', 'clip-clean'].map((guide) => `${guide}.guide`);
  const taken = ['classifier', 'clip', 'clip-clean', 'unguided'].map((guide) => `${guide}.ddpm`);
  return [
    {
      name: 'references',
      about: 'PyTorch’s numbers of the networks, the guides and the first steps of runs',
      weights: [unet, classifier, ...clips],
      makes: ['unet', 'readers', 'clip.ddim', ...guides, ...taken].map(
        (name) => `test/parity/faces/faces.${name}.reference.safetensors`,
      ),
      commands: (env) => [python(env, 'make_fixtures.py --only faces --trained')],
    },
    {
      name: 'recording',
      about: 'the run that plays while Faces load',
      weights: [unet, judge, ...clips.filter((path) => path.startsWith('models/faces/clip/'))],
      makes: ['public/recorded-faces.json'],
      commands: () => [{ run: ['npm', 'run', 'record', '--', 'faces'] }],
    },
    runsOf('faces', [unet, classifier, ...clips], {
      'faces-prompt': [
        ...split('--guide clip --seeds 3,8 --steps 12 --sampler ddim --prompt'),
        'blue hair:2 | a hat:-1',
        '--steer',
        '4gclip-on-x0._8(prompt=a sad face)gclip-clean.s3',
      ],
      'faces-slots': [
        ...split('--slots hair=blue,mood=sad --seeds 3,8 --steps 12 --steer'),
        '5(slots=glasses=dark glasses)s30',
      ],
    }),
    {
      name: 'card',
      about: 'measures, pictures of samples, model card',
      weights: [unet, classifier, judge, ...clips],
      makes: card(
        'faces',
        ...['unguided', 'classifier-single', 'classifier-several', 'clip-single', 'clip-several'].map(
          (name) => `${name}.png`,
        ),
      ),
      commands: (env) => [
        python(
          env,
          '-m faces.evaluate --pack ../models/faces',
          '--data',
          data(env, 'FACES', 'the rendered faces, faces.npz'),
          ...more(env),
        ),
      ],
    },
  ];
}

function words() {
  const denoiser = `models/words/denoiser/${SAFE}`;
  const classifier = `models/words/classifier/${SAFE}`;
  const runs = ['unguided', 'k-updates', 'algorithm-1', 'length'];
  const e2e = (env) => ['--data', data(env, 'E2E', 'the folder with E2E’s csv files')];
  const measures = (env) => data(env, 'MEASURES', 'the folder of what only measures, with judge/');
  // a control that learned on another embedding is none: its state is named by this one's denoiser
  const embedding = () => sha256(resolve(repository, denoiser))?.slice(0, 12);
  return [
    {
      name: 'references',
      about: 'PyTorch’s numbers of the networks and the first steps of runs',
      weights: [denoiser, classifier],
      makes: ['denoiser', 'classifier', ...runs].map(
        (name) => `test/parity/words/words.${name}.reference.safetensors`,
      ),
      commands: (env) => [python(env, 'make_fixtures.py --only words --trained')],
    },
    {
      name: 'losses',
      about: 'what training’s losses say of a few sentences, which the page’s are compared with',
      weights: [denoiser],
      makes: ['test/measures/word-losses.json'],
      commands: (env) => [python(env, '-m words.losses_fixture ../test/measures/word-losses.json')],
    },
    {
      name: 'recording',
      about: 'the run that plays while the model loads',
      weights: [denoiser, classifier],
      makes: ['public/recorded-words.json'],
      commands: () => [{ run: ['npm', 'run', 'record', '--', 'words'] }],
    },
    {
      name: 'runs',
      about: 'the run that the saved Python is compared with',
      weights: [denoiser, classifier],
      makes: ['training/tests/runs/words.json'],
      commands: () => [
        cli,
        {
          run: [
            ...split(
              'node build/cli/sample.cjs --pack models/words --slots food=Italian,price=cheap --length 12',
            ),
            ...split('--seeds 3,4 --steps 10 --record --out build/refresh/words'),
            '--steer',
            '3(slots=food=French;length=9)_5(fill=The %5F is near %5F)s0.5',
          ],
        },
      ],
      finish: (root) =>
        copyFileSync(
          join(root, 'build', 'refresh', 'words', 'run.json'),
          join(root, 'training', 'tests', 'runs', 'words.json'),
        ),
    },
    {
      name: 'card',
      about: 'a control of shuffled labels on this embedding, measures, sentences, model card',
      weights: [denoiser, classifier],
      makes: card('words', 'sentences.md', 'training.png', 'embeddings.png'),
      commands: (env) => [
        python(
          env,
          '-m words.train_classifier --pack ../models/words --examples 100000 --shards 2 --float32',
          ...e2e(env),
          '--shuffled',
          join(measures(env), 'shuffled'),
          '--state',
          join(measures(env), 'shuffled', `${embedding()}.state.pt`),
        ),
        python(
          env,
          '-m words.evaluate --pack ../models/words --measures',
          measures(env),
          ...e2e(env),
          ...more(env),
        ),
      ],
    },
  ];
}

const table = { digits, 'digits-conditional': digitsConditional, fashion, faces, words };

export const packs = Object.keys(table);

/** The steps of a pack: {name, about, weights, makes, commands(env), finish(root)?}; paths are from the root. */
export function stepsOf(pack) {
  const steps = table[pack]();
  const at = steps.findIndex(({ name }) => name === 'card');
  return pack in SWEEPS ? steps.toSpliced(at, 0, sweep(pack)) : steps;
}
