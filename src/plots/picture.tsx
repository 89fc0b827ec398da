// A sample's picture on the page: a canvas with an image's role and name, and a mark on the pixel that is looked
// at. What is on the canvas comes through the ref.

import type { CSSProperties, PointerEvent, ReactElement, Ref } from 'react';
import { drawnAt, drawnShape, numberAt } from '../terms/planes';
import type { SampleShape } from '../terms/sample';
import styles from './picture.module.css';

interface At {
  readonly row: number;
  readonly column: number;
  /** Of the plane, where channels are drawn as planes. */
  readonly channel?: number;
}

interface PictureProps {
  readonly label: string;
  /** Says in words what the picture shows, for those who do not see it. */
  readonly description?: string | undefined;
  readonly canvas: Ref<HTMLCanvasElement>;
  readonly shape: SampleShape;
  readonly frame?: 'guide' | 'model' | 'none';
  readonly pixel?: At | null;
  /** A mouse is on a pixel; null when it leaves. */
  readonly onHover?: ((pixel: At | null) => void) | undefined;
  /** A pixel was clicked or tapped. */
  readonly onPick?: ((pixel: At) => void) | undefined;
}

export function Picture(props: PictureProps): ReactElement {
  const { label, description, canvas, shape, frame = 'none', pixel = null, onHover, onPick } = props;
  const [height, width] = drawnShape(shape);
  const mark = pixel === null ? null : drawnAt(pixel, shape);
  const style: CSSProperties & Record<`--${string}`, number> = {
    aspectRatio: `${width} / ${height}`,
    '--columns': width,
    '--rows': height,
    '--column': mark?.column ?? 0,
    '--row': mark?.row ?? 0,
  };
  return (
    <div
      className={styles.picture}
      data-frame={frame}
      data-probe={onPick !== undefined}
      style={style}
      onPointerMove={(event) => {
        if (event.pointerType === 'mouse') onHover?.(pixelUnder(event, shape));
      }}
      onPointerLeave={() => onHover?.(null)}
      onClick={(event) => onPick?.(pixelUnder(event, shape))}
    >
      <canvas
        ref={canvas}
        className={styles.canvas}
        width={width}
        height={height}
        role="img"
        aria-label={label}
        aria-description={description}
      />
      {pixel !== null && <i className={styles.mark} />}
    </div>
  );
}

type Pointed = Pick<PointerEvent<HTMLElement>, 'clientX' | 'clientY' | 'currentTarget'>;

function pixelUnder({ clientX, clientY, currentTarget }: Pointed, shape: SampleShape): At {
  const [height, width] = drawnShape(shape);
  const bounds = currentTarget.getBoundingClientRect();
  const row = cell((clientY - bounds.top) / bounds.height, height);
  return numberAt({ row, column: cell((clientX - bounds.left) / bounds.width, width) }, shape);
}

/** Which of `count` equal cells a share from 0 to 1 falls into. */
export function cell(share: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(share * count)));
}
