// Untrusted configs against schemas: a wrong type, an unknown option and an unsupported one each become one
// sentence that names the field.

import * as v from 'valibot';
import { NudgeError } from '../terms/errors';
import { kindOf, type JsonObject } from './json';

/** @throws NudgeError `pack-corrupt` naming the first field that does not fit */
export function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  config: JsonObject,
  path: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, config, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const field = v.getDotPath(issue) ?? '';
  throw new NudgeError(
    'pack-corrupt',
    `${path}: "${field}": expected ${wanted(issue.expected, issue.message)}, got ${kindOf(issue.input)}.`,
    'Correct that field, or save the model again with save_pretrained.',
  );
}

/** valibot's names of types, in words. */
const typeNames: Readonly<Record<string, string>> = {
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'an object',
};

/** valibot says what a type should have been, and our own messages what a value should have been. */
function wanted(expected: string | null, message: string): string {
  if (!message.startsWith('Invalid')) return message;
  return typeNames[expected ?? ''] ?? expected ?? 'something else';
}

/**
 * Refuses unknown options, unless they are off.
 *
 * @param known the fields that are read, or may be ignored
 * @throws NudgeError `pack-unsupported`
 */
export function refuseUnknown(config: JsonObject, known: readonly string[], path: string): void {
  for (const [name, value] of Object.entries(config)) {
    const isOff = value === null || value === false;
    if (!isOff && !name.startsWith('_') && !known.includes(name)) throw unsupported(path, name, value);
  }
}

/**
 * Refuses what an option is set to.
 *
 * @param instead what is supported: "silu"; empty when only its absence is
 */
export function unsupported(path: string, option: string, value: unknown, instead = ''): NudgeError {
  return new NudgeError(
    'pack-unsupported',
    `${path}: the option "${option}" (${kindOf(value)}) is not supported.`,
    instead ? `Supported: ${instead}.` : 'Nudge opens models that do without it.',
  );
}

export function mismatch(
  path: string,
  sentence: string,
  hint = 'The model could not have been trained so.',
): NudgeError {
  return new NudgeError('pack-mismatch', `${path}: ${sentence}`, hint);
}
