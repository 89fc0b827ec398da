// The protocol's types, held by the compiler: `tsc` fails where one of these is no longer so.

import { describe, expectTypeOf, it } from 'vitest';
import type { Lane } from '../../src/terms/lane';
import type { FromWorker, RunSpec, ToWorker } from '../../src/terms/messages';
import type { Step } from '../../src/terms/step';

type To<T extends ToWorker['type']> = Extract<ToWorker, { type: T }>;
type From<T extends FromWorker['type']> = Extract<FromWorker, { type: T }>;
type IsAny<T> = 0 extends 1 & T ? true : false;

describe('messages', () => {
  it('are told apart by their type alone, and none is any', () => {
    expectTypeOf<IsAny<ToWorker>>().toEqualTypeOf<false>();
    expectTypeOf<IsAny<FromWorker>>().toEqualTypeOf<false>();
    expectTypeOf<ToWorker['type']>().not.toEqualTypeOf<string>();
    expectTypeOf<FromWorker['type']>().not.toEqualTypeOf<string>();
    // @ts-expect-error no message of this type
    const unknown: ToWorker = { type: 'unheard-of' };
    void unknown;
  });

  it('of a run carry its id, both ways', () => {
    expectTypeOf<To<'start' | 'advance' | 'steer' | 'stop'>['runId']>().toEqualTypeOf<number>();
    expectTypeOf<From<'step' | 'done'>['runId']>().toEqualTypeOf<number>();
    expectTypeOf<To<'start'>['spec']>().toEqualTypeOf<RunSpec>();
    expectTypeOf<To<'steer'>['lanes']>().toEqualTypeOf<readonly Lane[]>();
  });

  it('bring a step without its lanes, which the page has: it knows them by their steering', () => {
    expectTypeOf<From<'step'>['step']>().toEqualTypeOf<Omit<Step, 'lanes'>>();
    expectTypeOf<From<'step'>['steering']>().toEqualTypeOf<number>();
  });

  it('cannot be changed by who receives them', () => {
    const message: Pick<From<'step'>, 'runId'> = { runId: 1 };
    // @ts-expect-error read-only
    message.runId = 2;
  });
});
