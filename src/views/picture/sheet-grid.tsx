// The sample sheet: all its pictures as one radio group, a row a class, or as check boxes where several are chosen. Arrow
// keys go through it as the eye does.

import { memo, useMemo, type CSSProperties, type KeyboardEvent, type ReactElement } from 'react';
import { paintSample } from '../../plots/pixels';
import type { Sheet } from '../../worlds/images/sheet';
import { useNudge } from '../../store/use-store';
import type { Slot } from '../../terms/pack-info';
import { sampleSize, type SampleShape } from '../../terms/sample';
import { labelOf, selectClasses, selectPack, selectShape } from '../run/selectors';
import styles from './sheet-grid.module.css';
import { classOfImage, selectSheet, selectSlots, selectSource } from './shown';
import { useNoiseActions } from '../../worlds/images/use-noise';

/** Several pictures are chosen, beside the one that is shown. */
export interface Many {
  readonly has: (index: number) => boolean;
  readonly onChange: (index: number, isIn: boolean) => void;
}

export function SheetGrid({ many }: { readonly many?: Many | undefined }): ReactElement | null {
  const sheet = useNudge(selectSheet);
  const pack = useNudge(selectPack);
  const classes = useNudge(selectClasses);
  const shape = useNudge(selectShape);
  const source = useNudge(selectSource);
  const slots = useNudge(selectSlots);
  const noise = useNoiseActions();
  const picture = useMemo(() => (sheet === null ? null : pictureOf(sheet, shape)), [sheet, shape]);
  if (pack !== null && pack.sampleSheet === undefined) return null;
  const rows = pack?.sampleSheet?.rows ?? 10;
  const columns = pack?.sampleSheet?.columns ?? 10;
  const style: CSSProperties & Record<`--${string}`, string | number> = {
    '--columns': columns,
    '--rows': rows,
    '--picture': picture === null ? 'none' : `url(${picture})`,
  };
  const chosen = source.kind === 'sheet' ? source.index : -1;

  function key(event: KeyboardEvent<HTMLElement>): void {
    const by = { ArrowUp: -columns, ArrowDown: columns, ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const { target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return; // the browser's own
    if (by === undefined || !(target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const count = rows * columns;
    const next = (Number(target.value) + by + count) % count;
    const input = event.currentTarget.querySelector<HTMLInputElement>(`input[value="${next}"]`);
    input?.focus();
    if (many === undefined) noise.pick(next);
  }

  return (
    <div
      className={styles.sheet}
      style={style}
      role={many === undefined ? 'radiogroup' : 'group'}
      aria-label="Test images"
      aria-busy={picture === null}
      onKeyDown={key}
    >
      {Array.from({ length: rows * columns }, (_, index) => {
        const label = classOfImage(index, pack);
        const what = label === null ? attributesOf(sheet, index, slots) : labelOf(classes, label);
        const name = what === '' ? `image ${index}` : `${what}, image ${index}`;
        return (
          <Cell
            key={index}
            index={index}
            row={Math.floor(index / columns)}
            column={index % columns}
            name={name}
            checked={many === undefined ? index === chosen : many.has(index)}
            isOne={many === undefined}
            // one of them is reached by Tab, also while none is chosen
            tabbed={index === Math.max(0, chosen)}
            disabled={picture === null}
            onPick={many?.onChange ?? noise.pick}
          />
        );
      })}
    </div>
  );
}

/** "grey, long, no glasses"; '' where the sheet does not say. */
function attributesOf(sheet: Sheet | null, index: number, slots: readonly Slot[]): string {
  const labels = sheet?.labels?.[index] ?? [];
  return labels.map((label, slot) => slots[slot]?.labels[label] ?? '').join(', ');
}

interface CellProps {
  readonly index: number;
  readonly row: number;
  readonly column: number;
  readonly name: string;
  readonly checked: boolean;
  /** Whether one alone is chosen. */
  readonly isOne: boolean;
  readonly tabbed: boolean;
  readonly disabled: boolean;
  readonly onPick: (index: number, isIn: boolean) => void;
}

const Cell = memo(function Cell(props: CellProps): ReactElement {
  const { index, row, column, name, checked, isOne, tabbed, disabled, onPick } = props;
  const style: CSSProperties & Record<`--${string}`, number> = { '--row': row, '--column': column };
  return (
    <label className={styles.cell} style={style} title={name}>
      <input
        type={isOne ? 'radio' : 'checkbox'}
        name="test-image"
        className={styles.input}
        value={index}
        aria-label={name}
        checked={checked}
        tabIndex={tabbed ? 0 : -1}
        disabled={disabled}
        onChange={(event) => onPick(index, event.target.checked)}
      />
    </label>
  );
});

/** The sheet as an address of a picture, painted as every other picture is. */
function pictureOf(sheet: Sheet, shape: SampleShape): string | null {
  const [height, width] = shape;
  const { rows, columns } = sheet.about;
  if (sheet.samples.length !== rows * columns * sampleSize(shape)) return null;
  const canvas = document.createElement('canvas');
  canvas.width = columns * width;
  canvas.height = rows * height;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const image = context.createImageData(width, height);
  for (let index = 0; index < rows * columns; index++) {
    paintSample(sheet.samples, index, shape, image.data);
    context.putImageData(image, (index % columns) * width, Math.floor(index / columns) * height);
  }
  return canvas.toDataURL();
}
