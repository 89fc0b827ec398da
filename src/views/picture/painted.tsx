// A picture of Noise that draws itself from the state.

import type { ReactElement, ReactNode } from 'react';
import { Picture } from '../../plots/picture';
import type { State } from '../../history/state';
import { useNudge } from '../../store/use-store';
import { selectShape } from '../run/selectors';
import { usePainted } from '../run/use-painted';
import styles from './painted.module.css';

interface PaintedProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly paint: (canvas: HTMLCanvasElement, state: State) => void;
  readonly frame?: 'guide' | 'model' | 'none';
}

export function Painted({ label, description, paint, frame = 'none' }: PaintedProps): ReactElement {
  const shape = useNudge(selectShape);
  const canvas = usePainted(paint);
  return <Picture label={label} description={description} canvas={canvas} shape={shape} frame={frame} />;
}

interface TitledProps {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly tone?: 'ink' | 'model';
  readonly children: ReactNode;
}

/** A picture under its title, and what stands at the title's right end. */
export function Titled({ title, aside, tone = 'ink', children }: TitledProps): ReactElement {
  return (
    <figure className={styles.titled}>
      <figcaption className={styles.title} data-tone={tone}>
        <span className={styles.name}>{title}</span>
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      </figcaption>
      {children}
    </figure>
  );
}
