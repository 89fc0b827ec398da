// Fields of an address: a name, a text form, and one policy for nonsense. What a field does not understand falls to
// its default, and is named.

/** The texts of an address, and what was made of them. */
export class Reading {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #refused = new Map<string, string>();
  readonly #leftOut = new Map<string, string>();
  readonly #given = new Set<string>();

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  has(name: string): boolean {
    return this.#texts.has(name);
  }

  text(name: string): string | undefined {
    return this.#texts.get(name);
  }

  /** The value of a field; undefined where it is absent or makes no sense. */
  value<T>(name: string, read: (text: string) => T | undefined): T | undefined {
    const text = this.#texts.get(name);
    if (text === undefined) return undefined;
    const value = read(text);
    if (value === undefined) this.refuse(name, text);
    else this.#given.add(name);
    return value;
  }

  /** A field, or its value for what is open, makes no sense. */
  refuse(name: string, text: string): void {
    this.#given.delete(name);
    this.#refused.set(name, text);
  }

  /** A part of a field makes no sense for what is open. */
  leaveOut(name: string, text: string): void {
    this.#leftOut.set(name, text);
  }

  /** Whether a field is there and makes sense. */
  gives(name: string): boolean {
    return this.#given.has(name);
  }

  /** Name and text of what makes no sense. */
  get refused(): readonly (readonly [name: string, text: string])[] {
    return [...this.#refused];
  }

  /** Name and text of the parts that make no sense. */
  get leftOut(): readonly (readonly [name: string, text: string])[] {
    return [...this.#leftOut];
  }
}

/** A text form of values. */
export interface FieldType<T> {
  /** undefined for nonsense */
  readonly read: (text: string) => T | undefined;
  readonly write: (value: T) => string;
}

/** One or more names of an address that together say something of S. */
export interface Field<S> {
  readonly names: readonly string[];
  /** S with what the address says; what it does not say stays. */
  read(reading: Reading, before: S): S;
  /** What is written; a name without text is left out. */
  write(value: S): Readonly<Record<string, string>>;
}

/** @param unless a value that is not written, since it is the usual one */
export function field<S, K extends keyof S>(
  name: string,
  key: K,
  type: FieldType<S[K]>,
  unless?: S[K],
): Field<S> {
  return {
    names: [name],
    read: (reading, before) => {
      const value = reading.value(name, type.read);
      return value === undefined ? before : { ...before, [key]: value };
    },
    write: (value) => (value[key] === unless ? {} : { [name]: type.write(value[key]) }),
  };
}

/** From `min` to `max`, both included. */
export interface Limits {
  readonly min: number;
  readonly max: number;
}

/** A number as JavaScript reads one ("4", "0.5", "1e3"); outside of the limits it is nonsense. */
export function numberIn({ min, max }: Limits): FieldType<number> {
  return {
    read: (text) => {
      const value = text.trim() === '' ? Number.NaN : Number(text);
      return value >= min && value <= max ? value : undefined;
    },
    write: String,
  };
}

/** The same of whole numbers: "2.5" is nonsense, and so is what is too large to be exact. */
export function wholeIn(limits: Limits): FieldType<number> {
  const { read } = numberIn(limits);
  return {
    read: (text) => {
      const value = read(text);
      return Number.isSafeInteger(value) ? value : undefined;
    },
    write: String,
  };
}

/** One of a few texts, written exactly so. */
export function oneOf<T extends string>(values: readonly T[]): FieldType<T> {
  return { read: (text) => values.find((value) => value === text), write: (value) => value };
}

/** true is "1", false "0"; all else is nonsense. */
export const flag: FieldType<boolean> = {
  read: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  write: (value) => (value ? '1' : '0'),
};

/** Every field in turn. */
export function readFields<S>(fields: readonly Field<S>[], reading: Reading, before: S): S {
  return fields.reduce((value, each) => each.read(reading, value), before);
}

/** Texts by name, for `hashOf`. Fields at the value that is not written are absent. */
export function writeFields<S>(fields: readonly Field<S>[], value: S): Record<string, string> {
  return Object.assign({}, ...fields.map((each) => each.write(value)));
}
