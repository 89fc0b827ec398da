// The small pack of words beside the reference numbers, whole: with an index and a nudge.json.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { json, type Files } from './tiny-pack';

const folder = resolve(import.meta.dirname, '../parity/words/small');

/** @param denoiser its folder */
export function smallWords(denoiser = 'denoiser'): Files {
  const files: Files = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path), new Uint8Array(readFileSync(path)));
  }
  for (const name of ['config.json', 'model.safetensors']) {
    files.set(`denoiser/${name}`, files.get(`${denoiser}/${name}`)!);
  }
  files.set('model_index.json', json({ _class_name: 'WordsPipeline' }));
  files.set(
    'nudge.json',
    json({
      format: 1,
      title: 'Small words',
      guides: [
        {
          kind: 'words',
          path: 'classifier',
          scale: { default: 1, max: 2, row: [0, 1, 2] },
          rule: { kind: 'updates', count: 2, length: 0.2, decay: 1, push: 'gradient' },
        },
      ],
      defaults: { steps: 20 },
    }),
  );
  return files;
}
