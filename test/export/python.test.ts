// The scripts written here are run by training/tests/test_reproduce.py against the runs that they are written for.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { pythonScript, pythonZip } from '../../src/export/python';
import type { RunFile } from '../../src/terms/run-file';

const runs = resolve(import.meta.dirname, '../../training/tests/runs');

function recorded(name: string): RunFile {
  return JSON.parse(readFileSync(resolve(runs, `${name}.json`), 'utf8')) as RunFile;
}

describe('the Python of a run', () => {
  it.each(['ddim', 'ddpm', 'interval'])('is the script that training/ tests (%s)', async (name) => {
    await expect(pythonScript(recorded(name))).toMatchFileSnapshot(resolve(runs, `${name}.py`));
  });

  it('finds a person’s own model in any layout that opens', async () => {
    const { pack: _, ...run } = recorded('ddpm');
    const own = { ...run, pack: 'my-model', sha256: 'ab'.repeat(32) };
    await expect(pythonScript(own)).toMatchFileSnapshot(resolve(runs, 'own.py'));
    expect(pythonScript({ ...own, size: 32 })).toContain('    "size": 32,');
    expect(pythonScript(own)).not.toContain('"size":');
    expect(pythonScript(recorded('ddpm'))).not.toContain('unet_ema');
  });

  it.each(['faces-prompt', 'faces-slots'])(
    'knows the guides that read prompts and attributes (%s)',
    async (name) => {
      const script = pythonScript({ ...recorded(name), firstGuide: 'clip' });
      await expect(script).toMatchFileSnapshot(resolve(runs, `${name}.py`));
      expect(script).toContain('class Guides:');
      expect(script).not.toContain('class NoisyClassifier');
    },
  );

  it('asks a U-Net that takes a class twice, with each lane’s class and without', async () => {
    const script = pythonScript({ ...recorded('classes'), nullClass: 1, firstGuide: 'classifier-free' });
    await expect(script).toMatchFileSnapshot(resolve(runs, 'classes.py'));
    expect(script).toContain('    "null_class": 1,\n}');
    expect(script).toContain('"free": [True, True]');
    expect(script).not.toContain('self.unet(x, t)');
    expect(pythonScript(recorded('ddim'))).not.toContain('class_labels');
  });

  it('writes phrases with their weights, values by attribute, and the guide of each lane', () => {
    const of = (name: string) => pythonScript({ ...recorded(name), firstGuide: 'clip' });
    const phrases = '[["blue hair", 2], ["a hat", -1]]';
    expect(of('faces-prompt')).toContain(`"targets": [${phrases}, ${phrases}], "guides": ["clip", "clip"]`);
    expect(of('faces-prompt')).toContain('{"at": 4, "guides": ["clip-on-x0", "clip-on-x0"]},');
    expect(of('faces-slots')).toContain('"targets": [{"hair": "blue", "mood": "sad"}, ');
  });

  it('names what changed at the step where it changed, and nothing else', () => {
    const script = pythonScript(recorded('ddim'));
    expect(script).toContain(
      '{"at": 0, "sampler": "ddim", "eta": 0, "targets": [3], "scales": [12], "seeds": [11]},',
    );
    expect(script).toContain('{"at": 12, "targets": [8]},');
    expect(script).toContain('{"at": 20, "scales": [9.5]},');
    expect(script.match(/"at":/g)).toHaveLength(3);
  });

  it('names the timesteps at which each lane is guided, where it is not at all', () => {
    const script = pythonScript(recorded('interval'));
    expect(script).toContain('"scales": [12], "intervals": [[0, 100]], "seeds": [11]},');
    expect(script).toContain('{"at": 4, "intervals": [[0, 950]]},');
    expect(script).toContain('{"at": 18, "intervals": [None]},');
    expect(pythonScript(recorded('ddim'))).not.toContain('"intervals":');
  });

  it('brings the x_t along where the run did not begin with noise', () => {
    const script = pythonScript({ ...recorded('ddpm'), start: { t: 549, x: 'AACAPw==' } });
    expect(script).toContain('    "start": {"t": 549, "x": "AACAPw=="},\n}');
    expect(pythonScript(recorded('ddpm'))).not.toContain('"start":');
  });

  it('calls the pack by its name, a person’s own too', async () => {
    const fashion = pythonScript({ ...recorded('ddpm'), pack: 'fashion' });
    expect(fashion).toContain('--pack models/fashion\n');
    expect(fashion).not.toContain('digits');
    const run = { ...recorded('ddpm'), pack: 'my "model"', sha256: 'ab'.repeat(32) };
    const files = unzipSync(new Uint8Array(await pythonZip(run).arrayBuffer()));
    const [script, note] = [strFromU8(files['nudge_run.py']!), strFromU8(files['README.md']!)];
    expect(script).toContain('--pack "my _model_"\n');
    expect(script).toContain(`    "sha256": "${run.sha256}",  # of the pack's weights`);
    expect(note).toContain(`gives ${run.sha256}.`);
    expect(note).not.toContain('models/');
  });

  it('says which packs have to lie beside it, where it uses parts of others', async () => {
    const noteOf = async (more: object) => {
      const zip = pythonZip({ ...recorded('ddpm'), pack: 'digits-conditional', ...more });
      return strFromU8(unzipSync(new Uint8Array(await zip.arrayBuffer()))['README.md']!);
    };
    const note = await noteOf({ neighbours: ['digits'] });
    expect(note).toContain('python nudge_run.py --pack models/digits-conditional\n');
    expect(note).toContain('It uses parts of `models/digits`, which has to lie beside it.');
    expect(await noteOf({})).not.toContain('lie beside it');
  });

  it('comes with its note, which names the pack', async () => {
    const zip = pythonZip({ ...recorded('ddpm'), pack: '$& "quoted"' });
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    expect(Object.keys(files)).toEqual(['nudge_run.py', 'README.md']);
    expect(strFromU8(files['nudge_run.py']!)).toContain('"pack": "$& \\"quoted\\"",');
    expect(strFromU8(files['README.md']!)).not.toMatch(/FOLDER|WHERE/);
  });
});
