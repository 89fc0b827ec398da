// Untrusted JSON: bounded in bytes and depth, an object or a list at the top, and no key that could reach a prototype.

import { NudgeError } from '../terms/errors';
import { plainText } from '../terms/plain-text';
import { limits } from './limits';

export type JsonObject = Readonly<Record<string, unknown>>;

const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * @param path for sentences
 * @returns an object without a prototype
 * @throws NudgeError `pack-corrupt`
 */
export function parseJsonObject(bytes: Uint8Array, path: string): JsonObject {
  const value = parseJson(bytes, path);
  if (!isJsonObject(value)) throw corrupt(`${path}: expected a JSON object, got ${kindOf(value)}.`);
  return value;
}

/** @throws NudgeError `pack-corrupt` */
export function parseJsonList(bytes: Uint8Array, path: string): readonly unknown[] {
  const value = parseJson(bytes, path);
  if (!Array.isArray(value)) throw corrupt(`${path}: expected a JSON list, got ${kindOf(value)}.`);
  return value;
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw corrupt(`${path}: expected text in UTF-8, got other bytes.`);
  }
  expectShallow(text, path);
  let value: unknown;
  try {
    const plain = /Infinity|NaN/.test(text) ? withoutInfinities(text) : text;
    value = JSON.parse(plain, SHOWN.test(path) ? (_, each: unknown) => asShown(each) : undefined);
  } catch {
    throw corrupt(`${path}: expected JSON, got something that cannot be read as such.`);
  }
  expectNoPrototypeKeys(value, path);
  return value;
}

/** Files whose texts come on screen. */
const SHOWN = /(^|\/)(nudge|model_index|config)\.json$/;

const asShown = (value: unknown): unknown => (typeof value === 'string' ? plainText(value) : value);

/** Python writes numbers that JSON has not, diffusers among its own defaults ("lambda_min_clipped"): they become null. */
function withoutInfinities(text: string): string {
  const parts: string[] = [];
  let from = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) inString = !inString;
    else if (inString && c === 0x5c) i++;
    if (inString) continue;
    const found = ['-Infinity', 'Infinity', 'NaN'].find((name) => text.startsWith(name, i));
    if (found === undefined) continue;
    parts.push(text.slice(from, i), 'null');
    from = i + found.length;
    i = from - 1;
  }
  return [...parts, text.slice(from)].join('');
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns what a JSON value is, for sentences; long ones are cut */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isJsonObject(value)) return 'an object';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Counts brackets outside strings before anything recursive sees them. */
function expectShallow(text: string, path: string): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c)
        i++; // backslash
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x5b || c === 0x7b) {
      if (++depth > limits.jsonDepth) {
        throw corrupt(`${path}: expected JSON at most ${limits.jsonDepth} levels deep, got more.`);
      }
    } else if (c === 0x5d || c === 0x7d) depth--;
  }
}

function expectNoPrototypeKeys(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (forbidden.has(key)) throw corrupt(`${path}: expected plain names, got the name "${key}".`);
    expectNoPrototypeKeys(inner, path);
  }
}

function corrupt(message: string): NudgeError {
  return new NudgeError('pack-corrupt', message, 'The file is broken; get it again from where it came.');
}
