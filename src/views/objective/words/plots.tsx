// Three plots on one axis: x_0's error at every t, rounding's, and how many words are read rightly.

import { useCallback, useMemo, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { formatPercent, formatSmall } from '../../../plots/format';
import type { Axis, Series } from '../../../plots/line-layout';
import { LinePlot } from '../../../plots/line-plot';
import { logTicks } from '../../../plots/log-ticks';
import type { NamePlaces } from '../../../plots/place-names';
import type { Tick } from '../../../plots/plot-axes';
import { useNudge, useOpened } from '../../../store/use-store';
import { lossRefusal, setLosses } from '../../../worlds/words/losses/loss-state';
import view from '../../picture/view.module.css';
import { selectPack, trainTimestepsOf } from '../../run/selectors';
import { axisFor, bandOver } from '../axis';
import styles from '../objective.module.css';
import {
  selectLossSettings,
  selectLossStatus,
  selectLossText,
  type LossEvidence,
  type LossRow,
} from './shown';

const ERROR: Axis = { from: 1e-4, to: 10, log: true };
const ERROR_TICKS = logTicks(-4, 1);
const NATS: Axis = { from: 1e-4, to: 10, log: true };
const NATS_TICKS = logTicks(-4, 1);
const SHARE: Axis = { from: 0, to: 1 };
const SHARE_TICKS: readonly Tick[] = [1, 0.5, 0].map((at) => ({ at, text: `${at * 100} %` }));
const NO_NAMES: NamePlaces = {};
const NO_ROWS: Pick<LossEvidence, 'rows' | 'drawn'> = { rows: [], drawn: [] };

const ERROR_INFO = (
  <Info about="x_0’s error per t">
    <p>
      ‖x₀ − x̂₀‖² per number, the loss that the denoiser was trained on, every t alike (Li et al. 2022, 4.1).
      x₀ are the words’ embeddings with the noise of t = 0; at t = 0 itself the embeddings are meant. A band
      is the least and the most of several draws of the noise.
    </p>
  </Info>
);
const NATS_INFO = (
  <Info about="rounding per t">
    <p>
      −log p(w | x̂₀) under the rounding head, in nats for each of the places: what it costs to read the
      sentence off the model’s x̂₀. The line across is the same of x₀ itself, the rounding loss that was
      trained, which has no t.
    </p>
  </Info>
);
const RIGHT_INFO = (
  <Info about="places read rightly">
    <p>
      The share of the places, START, END and PAD among them, where the head’s most probable word is the
      sentence’s.
    </p>
  </Info>
);

export function LossPlots({ evidence }: { readonly evidence: LossEvidence | null }): ReactElement {
  const nudge = useOpened();
  const { t, axis } = useNudge(selectLossSettings);
  const status = useNudge(selectLossStatus);
  const isRefused = lossRefusal(useNudge(selectLossText), useNudge(selectPack)) !== null;
  const T = useNudge(trainTimestepsOf);
  const { x, xTicks, at, pick } = useMemo(() => axisFor(evidence, axis, T), [evidence, axis, T]);
  const xText = useCallback((where: number): string => `t = ${Math.round(pick(where))}`, [pick]);
  const lines = useMemo(() => linesOf(evidence ?? NO_ROWS, at), [evidence, at]);
  const reference = useMemo(
    () => (evidence === null ? undefined : { at: evidence.atX0, text: 'of x₀ itself' }),
    [evidence],
  );
  const row = evidence?.rows.find((each) => each.t === t);
  const cursor = row === undefined ? (axis === 't' ? t : null) : at(row);
  const said = (value: string | undefined): string => (value === undefined ? '' : `: at t ${t} ${value}`);
  const shared = {
    x,
    xTicks,
    cursor,
    height: 74,
    names: NO_NAMES,
    onPick: (where: number) => setLosses(nudge, { t: Math.round(pick(where)) }),
    xText,
    empty: isRefused || status === 'idle' ? 'not measured' : 'asked in a moment',
  };
  return (
    <div className={styles.plots} data-region="plots">
      <section>
        <h2 className={view.heading}>Training loss per t{ERROR_INFO}</h2>
        <LinePlot
          {...shared}
          label={`Training loss per t${said(row && formatSmall(row.error))}`}
          series={lines.error}
          y={ERROR}
          yTicks={ERROR_TICKS}
        />
      </section>
      <section>
        <h2 className={view.heading}>Rounding loss per t{NATS_INFO}</h2>
        <LinePlot
          {...shared}
          label={`Rounding loss per t, nats${said(row && formatSmall(row.rounding))}`}
          series={lines.rounding}
          y={NATS}
          yTicks={NATS_TICKS}
          reference={reference}
        />
      </section>
      <section>
        <h2 className={view.heading}>Places read rightly{RIGHT_INFO}</h2>
        <LinePlot
          {...shared}
          label={`Places read rightly${said(row && formatPercent(row.right))}`}
          series={lines.right}
          y={SHARE}
          yTicks={SHARE_TICKS}
        />
      </section>
    </div>
  );
}

function linesOf({ rows, drawn }: Pick<LossEvidence, 'rows' | 'drawn'>, at: (row: LossRow) => number) {
  const line = (name: string, value: (row: LossRow) => number): readonly Series[] => [
    {
      name,
      tone: 'model',
      points: rows.map((row) => [at(row), value(row)] as const),
      ...(drawn.length === 0 ? {} : { band: drawn.map((of) => bandOver(of, at, value)) }),
    },
  ];
  return {
    error: line('error', ({ error }) => error),
    rounding: line('nats', ({ rounding }) => rounding),
    right: line('read rightly', ({ right }) => right),
  };
}
