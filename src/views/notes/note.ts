// A note is a sentence or two on what is on screen. Each is said by a rule, whose condition gives the very numbers that
// it speaks of. The note is that of the first rule in a table whose condition holds.

export interface Note {
  /** Of the rule that said it. */
  readonly id: string;
  readonly head: string;
  readonly body: string;
}

export interface Rule<Moment> {
  readonly id: string;
  readonly note: (moment: Moment) => Note | null;
}

/**
 * @param when the numbers that the note speaks of, or null where it would not be true
 * @param say head and body; parts of the body that are '' are left out
 */
export function rule<Moment, Facts extends object>(
  id: string,
  when: (moment: Moment) => Facts | null,
  say: (facts: Facts) => readonly [head: string, ...body: readonly string[]],
): Rule<Moment> {
  return {
    id,
    note: (moment) => {
      const facts = when(moment);
      if (facts === null) return null;
      const [head, ...body] = say(facts);
      return { id, head, body: body.filter((part) => part !== '').join(' ') };
    },
  };
}

/** What the first rule has to say, in the order of the table. */
export function firstNote<Moment>(rules: readonly Rule<Moment>[], moment: Moment): Note | null {
  for (const { note } of rules) {
    const said = note(moment);
    if (said !== null) return said;
  }
  return null;
}
