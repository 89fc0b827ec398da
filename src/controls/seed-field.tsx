// A whole number as a text field: what is typed stays until Enter or leaving, nonsense is said and not taken.

import type { ReactElement } from 'react';
import { IconButton } from './button';
import type { FieldText } from './field';
import { TextField } from './text-field';

interface SeedFieldProps extends FieldText {
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** Draws another: randomness is the caller's. */
  readonly onDraw: () => void;
  /** The name of the button that draws another. */
  readonly drawLabel?: string;
  /** What drawing another does. */
  readonly drawAbout?: string;
}

/** A seed as typed, or null: an integer from 0 to 2^53 - 1. */
export function parseSeed(text: string): number | null {
  const trimmed = text.trim();
  if (!/^\d{1,16}$/.test(trimmed)) return null;
  const seed = Number(trimmed);
  return Number.isSafeInteger(seed) ? seed : null;
}

const refusal = (text: string): string | null =>
  parseSeed(text) === null ? 'A whole number from 0 to 9007199254740991.' : null;

export function SeedField(props: SeedFieldProps): ReactElement {
  const { value, onChange, onDraw, drawAbout, ...text } = props;
  const { drawLabel = `Draw another ${text.label.toLowerCase()}` } = props;
  const take = (typed: string): void => {
    const seed = parseSeed(typed);
    if (seed !== null && seed !== value) onChange(seed);
  };
  return (
    <TextField
      {...text}
      value={String(value)}
      inputMode="numeric"
      refusal={refusal}
      keepsNonsense={false}
      onChange={take}
    >
      <IconButton label={drawLabel} icon="dice" about={drawAbout} onClick={onDraw} framed />
    </TextField>
  );
}
