import { json, utf8 } from '../tiny-pack';
import type { Case } from './case';
import { inFolder, plain, renamed } from './in-hand';

const STEM = 'diffusion_pytorch_model';
const UNET = `unet/${STEM}.safetensors`;
const without = (...gone: string[]) => renamed(plain(), (path) => (gone.includes(path) ? null : path));
const parts = () => without('model_index.json');
/** config.json and weights side by side, as a repository of the Hub that holds one model. */
const flat = () => renamed(parts(), (path) => path.replace(/^(unet|scheduler)\//, ''));
const named = (weights: string) => renamed(plain(), (path) => (path === UNET ? `unet/${weights}` : path));

/** Weights of other numbers, which would be seen if they were taken. */
function others(): Uint8Array<ArrayBuffer> {
  const bytes = plain().get(UNET)!.slice();
  return bytes.fill(0, bytes.length - 200);
}
const raw = (): readonly (readonly [string, Uint8Array<ArrayBuffer>])[] => [
  ['unet/config.json', plain().get('unet/config.json')!],
  [UNET, others()],
];
const averaged = () => renamed(parts(), (path) => path.replace(/^unet\//, 'unet_ema/'));
const checkpoint = (step: number) => renamed(parts(), (path) => `output/checkpoint-${step}/${path}`);

export const layoutCases: readonly Case[] = [
  {
    what: '`model_index.json`, `unet/`, `scheduler/`, as DDPMPipeline saves it',
    inHand: () => inFolder(plain()),
    comes: 'opens',
  },
  {
    what: '`unet/` and `scheduler/` without `model_index.json`',
    inHand: () => inFolder(parts()),
    comes: 'opens',
  },
  {
    what: '`checkpoint-500/` of a training with `unet/` and `unet_ema/`',
    inHand: () => inFolder(new Map([...averaged(), ...raw()])),
    comes: 'opens',
    says: ['unet_ema/', 'not unet/'],
  },
  {
    what: '`checkpoint-500/` with `unet_ema/` alone, and the training’s own files',
    inHand: () =>
      inFolder(new Map([...averaged(), ['optimizer.bin', utf8('x')], ['random_states_0.pkl', utf8('x')]])),
    comes: 'opens',
    says: ['unet_ema/'],
  },
  {
    what: 'a folder of several checkpoints, and no finished model',
    inHand: () => inFolder(new Map([...checkpoint(500), ...checkpoint(1000)])),
    comes: 'opens',
    says: ['the last is open, checkpoint-1000'],
  },
  {
    what: '`unet/` without a scheduler',
    inHand: () => inFolder(renamed(parts(), (path) => (path.startsWith('scheduler') ? null : path))),
    comes: 'opens',
    says: ['no scheduler_config.json', 'defaults'],
  },
  {
    what: 'a flat folder: `config.json`, weights, `scheduler_config.json`',
    inHand: () => inFolder(flat()),
    comes: 'opens',
  },
  {
    what: 'a flat folder without `scheduler_config.json`',
    inHand: () => inFolder(renamed(flat(), (path) => (path.startsWith('scheduler') ? null : path))),
    comes: 'opens',
    says: ['no scheduler_config.json', 'defaults'],
  },
  {
    what: 'weights called `model.safetensors`',
    inHand: () => inFolder(named('model.safetensors')),
    comes: 'opens',
  },
  {
    what: 'weights of any other name, alone',
    inHand: () => inFolder(named('my-unet.safetensors')),
    comes: 'opens',
    says: ['my-unet.safetensors'],
  },
  {
    what: 'a variant of the weights alone (`.fp16.safetensors`)',
    inHand: () => inFolder(named(`${STEM}.fp16.safetensors`)),
    comes: 'opens',
    says: ['variant fp16'],
  },
  {
    what: 'several variants: averaged ones and full precision first',
    inHand: () =>
      inFolder(named(`${STEM}.ema.safetensors`).set(`unet/${STEM}.non_ema.safetensors`, others())),
    comes: 'opens',
    says: ['variant ema, and not non_ema'],
  },
  {
    what: 'a variant beside the weights of the usual name: these',
    inHand: () => inFolder(plain().set(`unet/${STEM}.fp16.safetensors`, others())),
    comes: 'opens',
  },
  {
    what: 'weights in shards, of a variant',
    inHand: () =>
      inFolder(
        named(`${STEM}.fp16-00001-of-00001.safetensors`).set(
          `unet/${STEM}.safetensors.index.fp16.json`,
          json({ weight_map: { 'conv_in.weight': `${STEM}.fp16-00001-of-00001.safetensors` } }),
        ),
      ),
    comes: 'opens',
    says: ['variant fp16'],
  },
  {
    what: 'two files of weights, neither of a usual name',
    inHand: () => inFolder(named('a.safetensors').set('unet/b.safetensors', others())),
    comes: 'pack-mismatch',
    says: ['"a.safetensors" and "b.safetensors"', `${STEM}.safetensors`],
  },
  {
    what: 'two models side by side',
    inHand: () =>
      inFolder(
        new Map([...renamed(plain(), (path) => `a/${path}`), ...renamed(plain(), (path) => `b/${path}`)]),
      ),
    comes: 'pack-mismatch',
    says: ['"a/" and "b/"', 'Choose one'],
  },
  {
    what: 'weights as PyTorch’s `.bin`, with their `config.json`',
    inHand: () => inFolder(named(`${STEM}.bin`)),
    comes: 'pack-unsupported',
    says: [`unet/${STEM}.bin`, 'UNet2DModel.from_pretrained("unet").save_pretrained("unet")'],
  },
  {
    what: 'a `.pt`, `.pth`, `.ckpt` or `.bin` alone',
    inHand: () => new Map([['model.pt', new Blob([utf8('PK')])]]),
    comes: 'pack-unsupported',
    says: ['torch.load("model.pt"', 'weights_only=True', 'config.json'],
  },
  {
    what: 'a `.safetensors` alone',
    inHand: () => new Map([['model.safetensors', new Blob([others()])]]),
    comes: 'pack-missing',
    says: ['Beside model.safetensors there is no config.json'],
  },
  {
    what: 'a folder without weights',
    inHand: () => inFolder(without(UNET)),
    comes: 'pack-missing',
    says: [`unet/${STEM}.safetensors is not there`],
  },
  {
    what: 'a flat folder of another kind of network',
    inHand: () => inFolder(flat().set('config.json', json({ _class_name: 'UNet2DConditionModel' }))),
    comes: 'pack-unsupported',
    says: [/^config\.json: .*UNet2DConditionModel/],
  },
  {
    what: 'a folder that holds no model',
    inHand: () => inFolder(new Map([['notes.txt', utf8('x')]])),
    comes: 'pack-missing',
    says: ['model_index.json is not there'],
  },
];
