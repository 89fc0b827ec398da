import { expect, it } from 'vitest';
import { nameOf } from '../../../src/views/own-model/handed-over';

it.each([
  ['my-model', ['my-model/unet/config.json', 'my-model/model_index.json']],
  ['digits', ['digits.zip']],
  ['checkpoint-500', ['checkpoint-500.tar.gz']],
  ['checkpoint-500', ['checkpoint-500.tgz']],
  ['model', ['config.json', 'diffusion_pytorch_model.safetensors']],
])('is called %s', (name, paths) => {
  expect(nameOf(new Map(paths.map((path) => [path, new File([], path)])))).toBe(name);
});
