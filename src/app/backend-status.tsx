// Which backend runs, on what, how fast, and why not a better one.

import type { ReactElement } from 'react';
import type { State } from '../history/state';
import { useNudge, useNudgeFrame } from '../store/use-store';
import styles from './backend-status.module.css';

const NAMES = { webgpu: 'WebGPU', wasm: 'WASM' } as const;

const selectBackend = (state: State): State['model']['backend'] => state.model.backend;
/** Why nothing starts; null where it does. */
const selectTrouble = ({ model, error }: State): string | null => {
  if (model.backend !== null) return null;
  return error !== null ? 'No backend' : model.missing !== null ? 'No model' : null;
};
const selectSpeed = (state: State): string | null => {
  const { millisecondsPerStep } = state.run;
  return millisecondsPerStep === null ? null : speedText(millisecondsPerStep);
};

/** Three digits at most, so that it keeps still: "6.1", "84", "1200". */
export function speedText(milliseconds: number): string {
  return milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0);
}

export function BackendStatus(): ReactElement {
  const backend = useNudge(selectBackend);
  const trouble = useNudge(selectTrouble);
  const speed = useNudgeFrame(selectSpeed);
  return (
    <div className={styles.status} role="status">
      <span className={styles.line}>
        <i
          className={styles.dot}
          data-state={backend === null ? (trouble === null ? 'coming' : 'none') : backend.name}
        />
        {backend === null ? (
          <span>{trouble ?? 'Starting'}</span>
        ) : (
          <>
            <b translate="no">{NAMES[backend.name]}</b>{' '}
            <span className={styles.device} translate="no">
              {backend.device}
            </span>{' '}
            {speed !== null && (
              <span className={styles.speed} aria-live="off">
                {speed} ms/step
              </span>
            )}
          </>
        )}
      </span>{' '}
      {backend !== null && backend.reason !== '' && (
        <span className={styles.reason} title={backend.reason}>
          {backend.reason}
        </span>
      )}
    </div>
  );
}
