// What the worker lets in, held to the protocol's types by the compiler: `tsc` fails where a kind or a field is known to
// one of them alone, which would else be refused, or pass unchecked, at run time.

import { describe, expectTypeOf, it } from 'vitest';
import type { Lane } from '../../src/terms/lane';
import type { ChainState, Query, RunSpec, ToWorker } from '../../src/terms/messages';
import type { PackSource } from '../../src/terms/pack-info';
import type { RunRule } from '../../src/terms/rule';
import type { Sampler } from '../../src/terms/scheduler';
import type { Target } from '../../src/terms/target';
import type { Checked } from '../../src/worker/check-message';

type Let<T extends Checked['type']> = Extract<Checked, { type: T }>;
type Spec = Let<'start'>['spec'];
type Asked = Spec['lanes'][number]['target'];

/** Kinds with their fields, as [kind, field]: unions of objects are compared by these. */
type Fields<T extends { kind: string }> = T extends unknown ? readonly [T['kind'], keyof T] : never;

describe('what is let in', () => {
  it('has every type of message, and of each every field', () => {
    type Of<M extends { type: string }> = M extends unknown ? readonly [M['type'], keyof M] : never;
    expectTypeOf<Of<Checked>>().toEqualTypeOf<Of<ToWorker>>();
    expectTypeOf<Let<'train'>['order']>().toEqualTypeOf<Extract<ToWorker, { type: 'train' }>['order']>();
    expectTypeOf<Let<'load'>['backend']>().toEqualTypeOf<Extract<ToWorker, { type: 'load' }>['backend']>();
    expectTypeOf<Let<'load'>['source']['kind']>().toEqualTypeOf<PackSource['kind']>();
  });

  it('has every kind of target', () => {
    expectTypeOf<Fields<Asked>>().toEqualTypeOf<Fields<Target>>();
    type Several = Extract<Asked, { kind: 'all' }>['of'][number];
    expectTypeOf<Fields<Several>>().toEqualTypeOf<Fields<Exclude<Target, { kind: 'all' }>>>();
  });

  it('has every kind of rule and of sampler', () => {
    expectTypeOf<Fields<Spec['rule']>>().toEqualTypeOf<Fields<RunRule>>();
    type OfLane = NonNullable<Spec['lanes'][number]['rule']>;
    expectTypeOf<Fields<OfLane>>().toEqualTypeOf<Fields<NonNullable<Lane['rule']>>>();
    expectTypeOf<Fields<Spec['sampler']>>().toEqualTypeOf<Fields<Sampler>>();
  });

  it('has every field of a run, its lanes, its beginning, and a query', () => {
    expectTypeOf<keyof Spec>().toEqualTypeOf<keyof RunSpec>();
    expectTypeOf<keyof Spec['lanes'][number]>().toEqualTypeOf<keyof Lane>();
    expectTypeOf<keyof Let<'steer'>['lanes'][number]>().toEqualTypeOf<keyof Lane>();
    expectTypeOf<keyof NonNullable<Spec['from']>>().toEqualTypeOf<keyof ChainState>();
    expectTypeOf<keyof Let<'observe'>['query']>().toEqualTypeOf<keyof Query>();
  });
});
