// The plane's bound beside the least possible one, and two trainings side by side.

import type { ReactElement } from 'react';
import type { OpenedPlane } from '../../../worlds/plane/use-plane';
import { BoundSection } from './bound-section';
import styles from './objective.module.css';
import { StudySection } from './study-section';

export function Objective({ plane }: { plane: OpenedPlane }): ReactElement {
  return (
    <div className={styles.objective}>
      <BoundSection plane={plane} />
      <StudySection plane={plane} />
    </div>
  );
}
