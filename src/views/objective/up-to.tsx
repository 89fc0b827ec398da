// How the bits add up from the picture's side: where along t they are spent.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../controls/info';
import { formatSmall } from '../../plots/format';
import { LinePlot } from '../../plots/line-plot';
import type { Tick } from '../../plots/plot-axes';
import { useNudge } from '../../store/use-store';
import { useNoiseActions } from '../../worlds/images/use-noise';
import { selectNoise } from '../picture/shown';
import view from '../picture/view.module.css';
import type { Evidence } from './shown';

const INFO = (
  <Info about="bits up to t">
    <p>
      Σ L from 0 to t. The eye sees the picture form at large t, where almost no bits are spent; most of them
      go into the last steps, for grey levels that nobody sees.
    </p>
  </Info>
);
const NO_NAMES = {};
const NO_LAST = new Float64Array(1);

export function UpTo({ evidence }: { readonly evidence: Evidence | null }): ReactElement {
  const { t } = useNudge(selectNoise);
  const noise = useNoiseActions();
  const upTo = evidence?.upTo ?? NO_LAST;
  const last = Math.max(1, upTo.length - 1);
  const most = Math.max(0.1, upTo.at(-1) ?? 0);
  const series = useMemo(
    () => [
      { name: 'bits', tone: 'model' as const, points: Array.from(upTo, (bits, at) => [at, bits] as const) },
    ],
    [upTo],
  );
  const ticks: readonly Tick[] = [most, most / 2, 0].map((at) => ({ at, text: formatSmall(at) }));
  const here = evidence === null ? '' : `: up to t ${t} ${formatSmall(upTo[t] ?? most)} bits per dimension`;
  return (
    <section>
      <h2 className={view.heading}>Bits up to t{INFO}</h2>
      <LinePlot
        label={`Bits up to t${here}`}
        series={series}
        x={{ from: 0, to: last }}
        y={{ from: 0, to: most }}
        xTicks={[0, last].map((at, i) => ({ at, text: i === 0 ? 't = 0' : `${at}` }))}
        yTicks={ticks}
        height={110}
        cursor={t}
        names={NO_NAMES}
        onPick={(at) => noise.setLevel(at)}
      />
      {evidence !== null && (
        <p className={view.said}>
          {`Up to t = ${t} ${evidence.total.complete ? '' : 'about '}${formatSmall((100 * (upTo[t] ?? most)) / most)} % of the bits of all steps are spent.`}
        </p>
      )}
    </section>
  );
}
