// The pixel that is looked at, for the keyboard: its row and column, and a way to let it go.

import type { ReactElement } from 'react';
import { IconButton } from '../../../controls/button';
import { Info } from '../../../controls/info';
import { useNudge } from '../../../store/use-store';
import { selectShape } from '../../run/selectors';
import { useLooking } from '../looking';
import styles from './pixel-fields.module.css';

const CHANNELS = ['red', 'green', 'blue'] as const;
const planesOf = (count: number) => Array.from({ length: count }, (_, index) => `plane ${index + 1}`);

export function PixelFields(): ReactElement {
  const [height, width, channels] = useNudge(selectShape);
  const { pixel, pin, pinned, channel, setChannel } = useLooking();
  const names = channels === CHANNELS.length ? CHANNELS : planesOf(channels);
  const row = pixel?.row ?? null;
  const column = pixel?.column ?? null;
  return (
    <fieldset className={styles.fields}>
      <legend className={styles.legend}>
        Pixel{' '}
        <Info about="the pixel">
          Row and column, from 0 at the top left, of the pixel that is marked in all pictures and whose
          numbers fill the equation; in colour, of one channel of it.
        </Info>
      </legend>
      <Field
        name="row"
        value={row}
        count={height}
        onChange={(next) => pin({ ...pixel, row: next, column: column ?? 0 })}
      />
      <Field
        name="column"
        short="col"
        value={column}
        count={width}
        onChange={(next) => pin({ ...pixel, row: row ?? 0, column: next })}
      />
      {channels > 1 && (
        <select
          aria-label="channel"
          className={styles.channel}
          value={channel}
          onChange={(event) => setChannel(Number(event.target.value))}
        >
          {names.map((name, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
        </select>
      )}
      <IconButton
        label="Let go"
        icon="close"
        about="Lets the held pixel go; pointing marks pixels again."
        disabled={!pinned}
        onClick={() => pin(null)}
      />
    </fieldset>
  );
}

interface FieldProps {
  readonly name: string;
  /** What is written, where the name is long. */
  readonly short?: string;
  readonly value: number | null;
  readonly count: number;
  readonly onChange: (value: number) => void;
}

function Field({ name, short = name, value, count, onChange }: FieldProps): ReactElement {
  return (
    <label className={styles.field}>
      {short}
      <input
        aria-label={name}
        className={styles.input}
        type="number"
        min={0}
        max={count - 1}
        value={value ?? ''}
        placeholder="–"
        onChange={(event) => {
          const next = event.target.valueAsNumber;
          if (Number.isInteger(next) && next >= 0 && next < count) onChange(next);
        }}
      />
    </label>
  );
}
