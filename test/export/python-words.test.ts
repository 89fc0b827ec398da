// The script written here is run by training/tests/test_reproduce_words.py against the run that it is written for.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { wordsScript, wordsZip, type WordsRun } from '../../src/export/python-words';
import { meanShift } from '../../src/terms/rule';
import type { RunFile } from '../../src/terms/run-file';
import { readTarget, targetFields, type TargetTexts } from '../../src/terms/target-text';

const runs = resolve(import.meta.dirname, '../../training/tests/runs');

function targetIn(text: string | number) {
  const texts: TargetTexts = {};
  for (const item of String(text).split(';')) {
    const name = targetFields.find((each) => item.startsWith(`${each}=`))!;
    texts[name] = item.slice(name.length + 1);
  }
  return readTarget(texts)!;
}

function recorded(): WordsRun {
  const file: RunFile = JSON.parse(readFileSync(resolve(runs, 'words.json'), 'utf8'));
  const stretches = file.stretches.map(({ at, rule = meanShift, clamp = true, lanes }) => ({
    at,
    rule,
    clamp,
    lanes: lanes.map(({ target, ...lane }) => ({ ...lane, target: targetIn(target) })),
  }));
  return {
    pack: file.pack,
    chainSteps: file.chainSteps,
    stretches,
    sentences: file.sentences?.map(({ text }) => text) ?? [],
  };
}

describe('the Python of a run of sentences', () => {
  it('is the script that training/ tests', async () => {
    await expect(wordsScript(recorded())).toMatchFileSnapshot(resolve(runs, 'words.py'));
  });

  it('names what changed at the step where it changed, and nothing else', () => {
    const script = wordsScript(recorded());
    expect(script.match(/"at":/g)).toHaveLength(3);
    expect(script).toContain(
      '            "at": 3,\n            "targets": [{"slots": {"food": "French"}, "length": 9}, {"slots": {"food": "French"}, "length": 9}],\n        },',
    );
    expect(script).toContain('{"fill": ["The", None, "is", "near", None]}');
    expect(script.match(/"rule": \{/g)).toHaveLength(1);
  });

  it('names the timesteps at which each lane is guided', () => {
    const [first] = recorded().stretches;
    const lanes = first!.lanes.map((lane, i) =>
      i === 0 ? { ...lane, guidanceInterval: [200, 600] as const } : lane,
    );
    const script = wordsScript({ ...recorded(), stretches: [{ ...first!, lanes }] });
    expect(script).toContain('            "intervals": [[200, 600], None],\n');
    expect(wordsScript(recorded())).not.toContain('"intervals":');
  });

  it('says where Algorithm 1 took the place of the updates, and that nothing was clamped', () => {
    const [first] = recorded().stretches;
    const script = wordsScript({ ...recorded(), stretches: [{ ...first!, rule: meanShift, clamp: false }] });
    expect(script).toContain('"rule": {"kind": "mean-shift"},\n            "clamp": False,');
  });

  it('comes with its note and the sentences, and names the pack, a person’s own too', async () => {
    const own = { ...recorded(), pack: 'my "model"', sha256: 'ab'.repeat(32) };
    const files = unzipSync(new Uint8Array(await wordsZip(own).arrayBuffer()));
    expect(Object.keys(files)).toEqual(['nudge_run.py', 'README.md', 'sentences.txt']);
    expect(strFromU8(files['nudge_run.py']!)).toContain('--pack "my _model_"\n');
    expect(strFromU8(files['README.md']!)).toContain('cat denoiser/*.safetensors classifier/*.safetensors');
    expect(strFromU8(files['sentences.txt']!)).toBe(`${recorded().sentences.join('\n')}\n`);
    const shipped = strFromU8(
      unzipSync(new Uint8Array(await wordsZip(recorded()).arrayBuffer()))['README.md']!,
    );
    expect(shipped).toContain('python nudge_run.py --pack models/words\n');
    expect(shipped).not.toMatch(/FOLDER|WHERE/);
  });
});
