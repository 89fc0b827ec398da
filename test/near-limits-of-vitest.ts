// Vitest's tests and hooks beside the limit of both.

import type { Reporter } from 'vitest/node';
import { HANG_MS } from './hang';
import { nearLimits, type Wait } from './near-limits';

type Hook = Parameters<NonNullable<Reporter['onHookStart']>>[0];
type TestCase = Parameters<NonNullable<Reporter['onTestCaseResult']>>[0];

export default class NearLimits implements Reporter {
  readonly #waits: Wait[] = [];
  readonly #begun = new Map<string, number>();

  onTestCaseResult(test: TestCase): void {
    this.#took(`${test.module.relativeModuleId}, ${test.fullName}`, test.diagnostic()?.duration ?? 0);
  }

  onHookStart(hook: Hook): void {
    this.#begun.set(nameOf(hook), performance.now());
  }

  onHookEnd(hook: Hook): void {
    const name = nameOf(hook);
    this.#took(name, performance.now() - (this.#begun.get(name) ?? NaN));
  }

  onTestRunEnd(): void {
    process.stdout.write(`\n${nearLimits(this.#waits)}`);
  }

  #took(what: string, milliseconds: number): void {
    this.#waits.push({ what, milliseconds, limit: HANG_MS });
  }
}

function nameOf({ name, entity }: Hook): string {
  const file = entity.type === 'module' ? entity.relativeModuleId : entity.module.relativeModuleId;
  return `${file}, ${name}`;
}
