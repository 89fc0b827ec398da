// Copies a finished sentence.

import { useState, type ReactElement } from 'react';
import { Button } from '../../controls/button';

interface CopyButtonProps {
  readonly text: string;
  /** Which of the sentences it is, in a word. */
  readonly of: string;
}

export function CopyButton({ text, of }: CopyButtonProps): ReactElement {
  const [copied, setCopied] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
      setRefused(false);
    } catch {
      setCopied(null);
      setRefused(true);
    }
  };
  const says = refused ? 'Select it to copy' : copied === text ? 'Copied' : 'Copy';
  return (
    <Button
      onClick={() => void copy()}
      about={
        refused
          ? 'The browser lets no page copy here: select the sentence, and copy it yourself.'
          : `Copies the ${of} sentence.`
      }
    >
      {says}
    </Button>
  );
}
