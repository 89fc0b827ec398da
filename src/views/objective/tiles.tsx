// The pictures that are measured, each with its own bound.

import { useEffect, useRef, type ReactElement } from 'react';
import { drawSample } from '../../plots/canvas';
import { Picture } from '../../plots/picture';
import { useNudge } from '../../store/use-store';
import type { BoundOf } from '../../worlds/images/bound/bound';
import { selectShape } from '../run/selectors';
import styles from './objective.module.css';
import type { Evidence } from './shown';
import type { Shown } from './use-shown';

export function Tiles({ shown }: { readonly shown: Shown }): ReactElement | null {
  const { lanes, each } = shown;
  if (lanes.of.length === 0 || lanes.kind === 'one') return null;
  return (
    <ul
      className={styles.tiles}
      data-kind={lanes.kind}
      aria-label={lanes.kind === 'set' ? 'Pictures of the set' : 'Pictures that are compared'}
    >
      {lanes.of.map((of, i) => (
        <Tile key={of.key} of={of} evidence={each[i] ?? null} name={lanes.names[i] ?? ''} />
      ))}
    </ul>
  );
}

interface TileProps {
  readonly of: BoundOf;
  readonly evidence: Evidence | null;
  readonly name: string;
}

function Tile({ of, evidence, name }: TileProps): ReactElement {
  const shape = useNudge(selectShape);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) drawSample(canvas.current, of.x0, 0, shape);
  }, [of, shape]);
  const bits = evidence === null ? '–' : evidence.total.bits.toFixed(3);
  const about = evidence?.total.complete === false ? 'about ' : '';
  return (
    <li className={styles.tile}>
      <Picture
        label={name === '' ? `Picture, ${about}${bits} bits/dim` : `The ${name} picture`}
        canvas={canvas}
        shape={shape}
        frame="none"
      />
      {name !== '' && (
        <span className={styles.line} data-lane={name}>
          {name}
        </span>
      )}
      <span className={styles.bits}>
        {about === '' ? '' : '≈'}
        {bits}
      </span>
    </li>
  );
}
