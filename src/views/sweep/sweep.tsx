// The Sweep view: one target at every scale from the same seeds, and what guidance buys and costs there.

import { useEffect, useMemo, type ReactElement } from 'react';
import { useNudge, useOpened } from '../../store/use-store';
import { SweepRunner } from '../../sweep/runner';
import { patchSweep } from '../../sweep/sweep-state';
import { fromPack } from '../../worlds/images/sweep-from-pack';
import type { State } from '../../history/state';
import view from '../picture/view.module.css';
import layout from '../run/layout.module.css';
import { Announcer } from './announcer';
import { Bar } from './bar';
import { ControlsPanel } from './controls-panel';
import { Note } from './note';
import { Samples } from './samples';
import { MeasuresTable } from './measures-table';
import styles from './sweep.module.css';
import { TradeOff } from './trade-off';
import { Measured } from './use-tradeoff';

const selectPack = (state: State) => state.model.pack;
const selectOrigin = (state: State) => state.model.origin;

export function Sweep(): ReactElement {
  const nudge = useOpened();
  const runner = useMemo(() => new SweepRunner(nudge, undefined, navigator.hardwareConcurrency), [nudge]);
  useEffect(() => runner.watch(), [runner]);
  usePackFiles();
  return (
    <Measured>
      <div className={`${layout.view} ${view.view} ${styles.sweep}`}>
        <section className={`${layout.stage} ${view.stage}`} aria-label="Samples by scale and seed">
          <Announcer />
          <Samples />
        </section>
        <Bar runner={runner} />
        <section className={layout.controls} aria-label="Controls">
          <ControlsPanel />
        </section>
        <section className={layout.why} aria-label="What guidance buys and costs">
          <Note />
          <TradeOff />
        </section>
        <section className={view.compared} aria-label="By scale">
          <MeasuresTable />
        </section>
      </div>
    </Measured>
  );
}

/** What comes with the pack that is open. */
function usePackFiles(): void {
  const nudge = useOpened();
  const pack = useNudge(selectPack);
  const origin = useNudge(selectOrigin);
  useEffect(() => {
    let isOver = false;
    const load = async (): Promise<void> => {
      if (pack === null || origin === null) return;
      const found = await fromPack(origin, pack);
      if (!isOver) patchSweep(nudge, { ...found, isReading: false });
    };
    patchSweep(nudge, { real: null, shipped: null, isReading: pack !== null && origin !== null });
    void load();
    return () => {
      isOver = true;
    };
  }, [nudge, pack, origin]);
}
