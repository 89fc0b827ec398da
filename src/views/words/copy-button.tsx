// Copies a finished sentence.

import { useState, type ReactElement } from 'react';
import { Button } from '../../controls/button';

export function CopyButton({ text }: { readonly text: string }): ReactElement {
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
          : 'Copies this sentence.'
      }
    >
      {says}
    </Button>
  );
}
