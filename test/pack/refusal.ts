// What a parser says to a config that it does not take.

import { NudgeError } from '../../src/terms/errors';

export function refusal(parse: () => unknown): NudgeError {
  try {
    parse();
  } catch (error) {
    if (error instanceof NudgeError) return error;
    throw error;
  }
  throw new Error('expected a refusal, got none');
}
