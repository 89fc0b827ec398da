// The lesson of an embedded page, where its address names one: below what it speaks of.

import { Suspense, type ReactElement } from 'react';
import { useLearning } from '../../lessons/learning';
import frame from '../share/embedded.module.css';
import { Lesson } from './lesson';

export function EmbeddedLesson(): ReactElement | null {
  const { open } = useLearning();
  if (open === null) return null;
  return (
    <div className={frame.lesson}>
      <Suspense>
        <Lesson />
      </Suspense>
    </div>
  );
}
