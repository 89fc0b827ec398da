// Puts itself around a method of WebGPU's interface, for as long as the page lives.

type Around = (
  self: object,
  given: readonly unknown[],
  call: (...given: readonly unknown[]) => unknown,
) => unknown;

/** @param around is called instead, and may call the method */
export function intercept(prototype: object, method: string, around: Around): void {
  const original: unknown = Reflect.get(prototype, method);
  if (typeof original !== 'function') throw new Error(`intercept: no ${method} here`);
  Reflect.set(prototype, method, function (this: object, ...given: unknown[]): unknown {
    return around(this, given, (...changed) => Reflect.apply(original, this, changed) as unknown);
  });
}
