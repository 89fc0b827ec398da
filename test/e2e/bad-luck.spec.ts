// A GPU that offers less, or breaks: another path, one sentence, the same picture (SwiftShader).

import type { BadLuckReport } from '../worker/bad-luck';
import { expect, test } from './page';
import { reportOf } from './report-page';

const expected = {
  'fewer storage buffers': { backend: 'webgpu', reason: /4 storage buffers where \d are needed/ },
  'smaller workgroups': { backend: 'webgpu', reason: /workgroups of 128 where 256 are needed/ },
  'no timestamp queries': { backend: 'webgpu', reason: /^$/ },
  'a shader that does not compile': { backend: 'webgpu', reason: /refuses Nudge’s own kernels/ },
  'a validation error in the field': { backend: 'wasm', reason: /refused a command .*WASM is used instead/ },
  'a device lost between steps': { backend: 'webgpu', reason: /was lost .* started again/ },
  'a device lost in the middle of a capture': { backend: 'webgpu', reason: /was lost .* started again/ },
} as const;

// If it broke: a lost or wrong GPU would cost the picture.
test('bad luck with a GPU costs speed and a sentence, not the picture', async ({ page }) => {
  const report = await reportOf<BadLuckReport>(page, 'test/worker/bad-luck.html');
  expect(report.errors).toEqual([]);
  expect(report.cases.map(({ name }) => name)).toEqual(Object.keys(expected));
  for (const { name, backend, reason, distance } of report.cases) {
    const { backend: own, reason: sentence } = expected[name as keyof typeof expected];
    expect(backend, name).toBe(own);
    expect(reason, name).toMatch(sentence);
    expect(distance, name).toBeLessThanOrEqual(1e-4);
  }
});
