import { openSafetensors } from '../../../src/pack/safetensors';
import { readSafetensors, writeSafetensors, type RawTensor } from '../tiny-pack';
import type { Case } from './case';
import { inFolder, plain, type InHand } from './in-hand';

const UNET = 'unet/diffusion_pytorch_model.safetensors';
type Tensors = Map<string, RawTensor>;

function withTensors(change: (tensors: Tensors) => Tensors): InHand {
  const files = plain();
  return inFolder(files.set(UNET, writeSafetensors(change(readSafetensors(files.get(UNET)!)))));
}

/** Every tensor in another format. */
const as = (dtype: string, encoded: (numbers: Float32Array) => ArrayBuffer) => (): InHand =>
  withTensors((tensors) => {
    const source = openSafetensors(new Map([[UNET, plain().get(UNET)!]]), 'unet');
    return new Map(
      Array.from(tensors, ([name, { shape }]) => {
        const bytes = new Uint8Array(encoded(source.read(name)));
        return [name, { dtype, shape, bytes }];
      }),
    );
  });

const renamed = (named: (name: string) => string) => (): InHand =>
  withTensors((tensors) => new Map(Array.from(tensors, ([name, tensor]) => [named(name), tensor])));

const count: RawTensor = { dtype: 'I64', shape: [], bytes: new Uint8Array(8) };
const number: RawTensor = { dtype: 'F32', shape: [1], bytes: new Uint8Array(4) };

export const weightCases: readonly Case[] = [
  {
    what: 'float16',
    inHand: as('F16', (numbers) => Uint16Array.from(numbers, halfOf).buffer),
    comes: 'opens',
  },
  { what: 'float32', inHand: as('F32', (numbers) => Float32Array.from(numbers).buffer), comes: 'opens' },
  {
    what: 'bfloat16',
    inHand: as('BF16', (numbers) => {
      const bits = new Uint32Array(Float32Array.from(numbers).buffer);
      return Uint16Array.from(bits, (each) => (each + 0x8000) >>> 16).buffer;
    }),
    comes: 'opens',
    says: ['unet are kept as bfloat16'],
    same: false,
  },
  {
    what: 'float64',
    inHand: as('F64', (numbers) => Float64Array.from(numbers).buffer),
    comes: 'opens',
    says: ['float64, and rounded to float32'],
  },
  {
    what: 'float8, and formats of tomorrow',
    inHand: as('F8_E4M3', (numbers) => new Uint8Array(numbers.length).buffer),
    comes: 'pack-unsupported',
    says: ['F16, BF16, F32 or F64, got "F8_E4M3"'],
  },
  {
    what: 'names that begin with `_orig_mod.` (torch.compile)',
    inHand: renamed((name) => `_orig_mod.${name}`),
    comes: 'opens',
    says: ['without what a training put before their names', '_orig_mod.'],
  },
  {
    what: 'names that begin with `module.` (DataParallel), or with both',
    inHand: renamed((name) => `module._orig_mod.${name}`),
    comes: 'opens',
    says: ['module._orig_mod.'],
  },
  {
    what: 'counters and tables of a training among the weights',
    inHand: () =>
      withTensors((tensors) =>
        tensors
          .set('n_averaged', count)
          .set('conv_in.num_batches_tracked', count)
          .set('sqrt_alphas_cumprod', number)
          .set('optimizer.state', number),
      ),
    comes: 'opens',
    says: ['4 tensors of unet are of its training', 'sqrt_alphas_cumprod', 'n_averaged'],
  },
  {
    what: 'a tensor that its `config.json` does not describe',
    inHand: () => withTensors((tensors) => tensors.set('conv_extra.weight', number)),
    comes: 'pack-mismatch',
    says: ['conv_extra.weight'],
  },
  {
    what: 'numbers that are not finite',
    inHand: () =>
      withTensors((tensors) =>
        tensors.set('conv_out.bias', { ...number, bytes: Uint8Array.of(0, 0, 0xc0, 0x7f) }),
      ),
    comes: 'pack-corrupt',
    says: ['conv_out.bias', 'finite'],
  },
];

/** Of what is a half already. */
function halfOf(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.max(-14, Math.floor(Math.log2(Math.abs(value))));
  const fraction = Math.round((Math.abs(value) / 2 ** exponent) * 1024);
  const bits = exponent === -14 && fraction < 1024 ? fraction : ((exponent + 15) << 10) + (fraction - 1024);
  return bits | (value < 0 ? 0x8000 : 0);
}
