import { expect, test } from 'vitest';
import { expectRecordable } from '../../src/cli/recordable';
import { NudgeError } from '../../src/terms/errors';
import { digits } from '../store/open-images';

const { info } = digits();

test('a model is recorded where x̂_0 and the gradient say all of a step', () => {
  expect(() => expectRecordable(info)).not.toThrow();
});

test.each([
  [
    'a learned Σ',
    { ...info, scheduler: { ...info.scheduler, varianceType: 'learned_range' as const } },
    'expected a model with a fixed Σ, got Stub, which gives its own (variance_type “learned_range”), for a recording holds x̂_0 and the gradient of each step alone.',
  ],
  [
    'classes of its own',
    { ...info, classEmbeds: { count: 3, nullClass: 2 } },
    'expected a model that is asked without a class, got Stub, which takes one (num_class_embeds), for a recording holds x̂_0 and the gradient of each step alone.',
  ],
])('one with %s is refused with a sentence', (_, pack, sentence) => {
  expect(() => expectRecordable({ ...pack, title: 'Stub' })).toThrow(
    new NudgeError('pack-unsupported', sentence),
  );
});
