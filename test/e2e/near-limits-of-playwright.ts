// What a flow waits for, and each flow, beside their limits.

import type { Reporter, TestCase, TestResult, TestStep } from '@playwright/test/reporter';
import { HANG_MS } from '../hang';
import { nearLimits, type Wait } from '../near-limits';

export default class NearLimits implements Reporter {
  readonly #waits: Wait[] = [];

  onStepEnd(test: TestCase, _: TestResult, { category, title, duration }: TestStep): void {
    if (category !== 'expect' && category !== 'pw:api') return;
    this.#waits.push({ what: `${nameOf(test)}: ${title}`, milliseconds: duration, limit: HANG_MS });
  }

  onTestEnd(test: TestCase, { duration }: TestResult): void {
    this.#waits.push({ what: nameOf(test), milliseconds: duration, limit: test.timeout });
  }

  onEnd(): void {
    process.stdout.write(`\n${nearLimits(this.#waits)}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}

function nameOf(test: TestCase): string {
  const [, , file, ...titles] = test.titlePath();
  return `${file}, ${titles.join(' › ')}`;
}
