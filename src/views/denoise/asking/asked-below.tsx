// What may stand below the guidance scale, which stays in sight: prompts to try, or the pickers of a guide with heads.

import type { ReactElement } from 'react';
import { useActions, useNudge } from '../../../store/use-store';
import { readTarget } from '../../../terms/target-text';
import { selectGuide, selectPack } from '../../run/selectors';
import styles from './asking.module.css';
import { AttributePickers } from './attribute-pickers';

export function AskedBelow(): ReactElement | null {
  const guide = useNudge(selectGuide);
  if (guide === null) return null;
  return (
    <>
      {guide.targets.includes('prompt') && <Examples />}
      {guide.targets.includes('slots') && <AttributePickers guide={guide} />}
    </>
  );
}

function Examples(): ReactElement | null {
  const examples = useNudge(selectPack)?.examples ?? [];
  const { setTarget } = useActions();
  if (examples.length === 0) return null;
  const choose = (example: string): void => {
    const next = readTarget({ prompt: example });
    if (next !== null) setTarget(next);
  };
  return (
    <div className={styles.examples} role="group" aria-label="Prompts to try">
      {examples.map((example) => (
        <button key={example} type="button" className={styles.example} onClick={() => choose(example)}>
          {example}
        </button>
      ))}
    </div>
  );
}
