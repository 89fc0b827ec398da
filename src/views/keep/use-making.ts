// One file being made at a time: how far it is, what went wrong, and a way to cancel.

import { useEffect, useRef, useState } from 'react';
import { reportOf, type ErrorReport } from '../../terms/errors';
import { makeFileOf, type Kind } from './make-file';
import { saveFile } from './save-file';
import type { Subject } from './subject';

export interface MakingState {
  /** What is being made; null when nothing is. */
  readonly kind: Kind | null;
  /** 0 to 1. */
  readonly share: number;
  readonly error: ErrorReport | null;
  /** Name of the file that was made last. */
  readonly made: string | null;
}

const NOTHING: MakingState = { kind: null, share: 0, error: null, made: null };

interface MakeFiles {
  readonly making: MakingState;
  readonly make: (subject: Subject, kind: Kind) => void;
  readonly cancel: () => void;
}

/** To close what shows it is to cancel. */
export function useMaking(): MakeFiles {
  const [making, setMaking] = useState(NOTHING);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  async function run(subject: Subject, kind: Kind, { signal }: AbortController): Promise<void> {
    try {
      const onProgress = (share: number): void => setMaking({ ...NOTHING, kind, share });
      const { blob, name } = await makeFileOf(subject, kind, { signal, onProgress });
      saveFile(blob, name);
      setMaking({ ...NOTHING, made: name });
    } catch (error) {
      if (!signal.aborted) setMaking({ ...NOTHING, error: reportOf(error) });
    }
  }
  return {
    making,
    make(subject, kind) {
      running.current?.abort();
      running.current = new AbortController();
      setMaking({ ...NOTHING, kind });
      void run(subject, kind, running.current);
    },
    cancel() {
      running.current?.abort();
      setMaking(NOTHING);
    },
  };
}
