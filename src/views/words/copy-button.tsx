// Copies the finished sentence.

import { useState, type ReactElement } from 'react';
import { Button } from '../../controls/button';

export function CopyButton({ text }: { readonly text: string }): ReactElement {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
    } catch {
      setCopied(null);
    }
  };
  return (
    <Button onClick={() => void copy()} about="Copies the guided sentence.">
      {copied === text ? 'Copied' : 'Copy'}
    </Button>
  );
}
