// Three plots on one axis: what the network is off by at every t, what each unit of that costs, and the bits that come
// of it. Error times weight is bits.

import { useCallback, useMemo, type ReactElement } from 'react';
import { Info } from '../../controls/info';
import { formatSmall } from '../../plots/format';
import type { Axis } from '../../plots/line-layout';
import { LinePlot } from '../../plots/line-plot';
import { logTicks } from '../../plots/log-ticks';
import type { NamePlaces } from '../../plots/place-names';
import { useNudge } from '../../store/use-store';
import { laneNames } from '../../worlds/images/bound/lanes';
import type { AxisKind } from '../../terms/axis';
import { useNoiseActions } from '../../worlds/images/use-noise';
import { selectNoise } from '../picture/shown';
import view from '../picture/view.module.css';
import styles from './objective.module.css';
import { axisFor } from './axis';
import { ALONE, BITS, CLIPPED, comparedLines, LAST, linesOf, TRAINED } from './lines';
import type { Named } from './over-pictures';
import { selectStatus, type Evidence } from './shown';

const LOSS: Axis = { from: 1e-4, to: 2, log: true };
const LOSS_TICKS = logTicks(-4, 0);
const WEIGHT: Axis = { from: 1e-3, to: 10, log: true };
const WEIGHT_TICKS = logTicks(-3, 1);
const BITS_TICKS = logTicks(-6, 0, 2);

interface PlotsProps {
  readonly evidence: Evidence | null;
  /** Of three, `evidence` first. */
  readonly compared: readonly Named[];
  readonly axis: AxisKind;
}

const LOSS_INFO = (
  <Info about="L_simple per t">
    <p>
      ‖ε − ε_θ‖² per pixel, what the network was trained on (Ho et al. 2020, eq. 14). Grey: the same with the
      ε that belongs to the clipped x̂₀, as sampling uses it; this one times its weight is L_t. A band is the
      least and the most of several draws of the noise; of a set of pictures the lines are means, and a band
      is the 95 % interval of the mean.
    </p>
  </Info>
);
const WEIGHT_INFO = (
  <Info about="the weight">
    <p>
      β² / (2σ²α(1 − ᾱ)): what one unit of error costs in the bound, in nats per pixel (Ho et al. 2020, eq.
      12). L_simple leaves it out, and so minds large t more than the bound does.
    </p>
  </Info>
);
const BITS_INFO = (
  <Info about="bits per t">
    <p>
      L_t: what step t costs of describing this very picture. The sum over all t, with L_T, is the bound on
      its negative log-likelihood. The point apart is L₀, whose levels are counted one by one. Under Σ = β the
      grey area is what that costs by itself, whatever the model says.
    </p>
  </Info>
);

export function Plots({ evidence, compared, axis }: PlotsProps): ReactElement {
  const { t } = useNudge(selectNoise);
  const noise = useNoiseActions();
  const status = useNudge(selectStatus);
  const { x, xTicks, at, pick, share } = useMemo(() => axisFor(evidence, axis), [evidence, axis]);
  const names = useMemo(() => namesAt(share), [share]);
  const lanes = useMemo(() => namesOfLanes(share), [share]);
  const bitNames = useMemo(() => namesOfBits(share), [share]);
  const xText = useCallback((where: number): string => `t = ${pick(where)}`, [pick]);
  const lines = useMemo(
    () => (compared.length === 0 ? linesOf(evidence, at) : comparedLines(compared, evidence, at)),
    [evidence, compared, at],
  );
  const row = evidence?.rows.find((each) => each.t === t);
  const cursor = row === undefined ? (axis === 't' ? t : null) : at(row);
  const said = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? '' : `: at t ${t} ${formatSmall(value)}`;
  const shared = {
    x,
    xTicks,
    cursor,
    height: 74,
    onPick: (where: number) => noise.setLevel(pick(where)),
    xText,
    empty: status === 'idle' ? 'not measured' : 'asked in a moment',
  };
  return (
    <div className={styles.plots} data-region="plots">
      <section>
        <h2 className={view.heading}>
          <span>
            L<sub>simple</sub> per t
          </span>
          {LOSS_INFO}
        </h2>
        <LinePlot
          {...shared}
          label={`L_simple per t${said(row?.loss)}`}
          series={lines.losses}
          y={LOSS}
          yTicks={LOSS_TICKS}
          names={compared.length === 0 ? names : lanes}
        />
      </section>
      <section>
        <h2 className={view.heading}>Weight in the bound{WEIGHT_INFO}</h2>
        <LinePlot
          {...shared}
          label={`Weight per t, nats for one unit of error${said(row?.weight)}`}
          series={lines.weights}
          y={WEIGHT}
          yTicks={WEIGHT_TICKS}
          names={NO_NAMES}
        />
      </section>
      <section>
        <h2 className={view.heading}>Bits per t{BITS_INFO}</h2>
        <LinePlot
          {...shared}
          label={`Bits per t${said(row?.bits)}`}
          series={lines.bits}
          y={BITS}
          yTicks={BITS_TICKS}
          names={bitNames}
        />
      </section>
    </div>
  );
}

const NO_NAMES: NamePlaces = {};

type Share = (share: number) => number;

const namesOfLanes = (share: Share): NamePlaces =>
  Object.fromEntries(
    laneNames.map((name, i) => [name, { at: share([0.1, 0.45, 0.8][i] ?? 0), above: true }]),
  );

/** Where the two lines of the first plot are named. */
const namesAt = (share: Share): NamePlaces => ({
  [TRAINED]: { at: share(0.3), above: true },
  [CLIPPED]: { at: share(0.78), above: true },
});

const namesOfBits = (share: Share): NamePlaces => ({
  [LAST]: { at: share(0), above: true },
  [ALONE]: { at: share(0.6), above: true },
});
