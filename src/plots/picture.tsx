// A sample's picture on the page: a canvas with an image's role and name. What is on it comes through the ref.

import type { ReactElement, ReactNode, Ref } from 'react';
import styles from './picture.module.css';

interface PictureProps {
  readonly label: string;
  /** Says in words what the picture shows, for those who do not see it. */
  readonly description?: string | undefined;
  readonly canvas: Ref<HTMLCanvasElement>;
  /** Width over height. */
  readonly aspect: number;
  readonly frame?: 'guide' | 'model' | 'none';
  /** Shown over the picture, e.g. while there is none. */
  readonly children?: ReactNode;
}

export function Picture(props: PictureProps): ReactElement {
  const { label, description, canvas, aspect, frame = 'none', children } = props;
  return (
    <div className={styles.picture} data-frame={frame} style={{ aspectRatio: String(aspect) }}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        width={28}
        height={28}
        role="img"
        aria-label={label}
        aria-description={description}
      />
      {children}
    </div>
  );
}
