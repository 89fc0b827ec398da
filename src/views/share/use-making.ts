// One file being made at a time: how far it is, what went wrong, and a way to cancel.

import { useEffect, useRef, useState } from 'react';
import { reportOf, type ErrorReport } from '../../terms/errors';
import { makeFileOf } from './make-file';
import { saveFile } from './save-file';
import type { Kind, Subject } from './subject';

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

/** Progress is drawn no more often than this. */
const PROGRESS_MS = 100;

interface MakeFiles {
  readonly making: MakingState;
  readonly make: (subject: Subject, kind: Kind) => void;
  readonly cancel: () => void;
  /** Why nothing can be made, a sentence. */
  readonly refuse: (why: string) => void;
}

/** To close what shows it is to cancel. */
export function useMaking(): MakeFiles {
  const [making, setMaking] = useState(NOTHING);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  async function run(subject: Subject, kind: Kind, { signal }: AbortController): Promise<void> {
    try {
      let drawn = 0;
      const onProgress = (share: number): void => {
        if (performance.now() - drawn < PROGRESS_MS) return;
        drawn = performance.now();
        setMaking({ ...NOTHING, kind, share });
      };
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
    refuse: (message) => setMaking({ ...NOTHING, error: { code: 'bad-request', message, hint: '' } }),
    cancel() {
      running.current?.abort();
      setMaking(NOTHING);
    },
  };
}
