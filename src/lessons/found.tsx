// What the run on screen has shown of a page's question.

import type { ReactElement } from 'react';
import { Button } from '../controls/button';
import { learn } from './learning';
import type { Outcome, Page } from './lesson';
import styles from './lesson-region.module.css';
import { Words } from './words';

interface FoundProps {
  readonly page: Page;
  /** Null where nothing was chosen. */
  readonly chosen: number | null;
  readonly outcome: Outcome | null;
}

export function Found({ page, chosen, outcome }: FoundProps): ReactElement {
  if (outcome === null) {
    return <p className={styles.early}>The run on screen does not show it any more: set it up again.</p>;
  }
  const right = outcome.answer === chosen;
  return (
    <div className={styles.found}>
      <p>
        <b>{chosen === null ? 'It came out: ' : right ? 'As you predicted: ' : 'Not as you predicted: '}</b>
        <Words text={page.options[outcome.answer] ?? ''} />.
      </p>
      {[...outcome.found, ...outcome.why].map((paragraph) => (
        <p key={paragraph}>
          <Words text={paragraph} />
        </p>
      ))}
      <SeeIt address={page.see} />
    </div>
  );
}

function SeeIt({ address }: { address: string | null }): ReactElement | null {
  if (address === null) return null;
  return (
    <p>
      <Button onClick={() => learn.see(address)} about="Puts the view into a state that shows it.">
        See it
      </Button>
    </p>
  );
}
