// How the bits add up from the picture's side: where along t they are spent.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../controls/info';
import { formatSmall } from '../../plots/format';
import type { Series } from '../../plots/line-layout';
import { LinePlot } from '../../plots/line-plot';
import type { Tick } from '../../plots/plot-axes';
import { useNudge } from '../../store/use-store';
import { useNoiseActions } from '../../worlds/images/use-noise';
import { selectNoise } from '../picture/shown';
import view from '../picture/view.module.css';
import type { Named } from './over-pictures';
import { TONES } from './lines';
import { selectStatus, type Evidence } from './shown';

const INFO = (
  <Info about="bits up to t">
    <p>
      Σ L from 0 to t. The eye sees the picture form at large t, where almost no bits are spent; most of them
      go into the last steps, for grey levels that nobody sees.
    </p>
  </Info>
);
const NO_NAMES = {};
/** The last t of the axis until the schedule is known. */
const LAST = 999;

const lineOf = (name: string, tone: Series['tone'], upTo: Float64Array): Series => ({
  name,
  tone,
  points: Array.from(upTo, (bits, at) => [at, bits] as const),
});

interface UpToProps {
  readonly evidence: Evidence | null;
  /** Of three, `evidence` first. */
  readonly compared: readonly Named[];
}

export function UpTo({ evidence, compared }: UpToProps): ReactElement {
  const { t } = useNudge(selectNoise);
  const noise = useNoiseActions();
  const status = useNudge(selectStatus);
  const upTo = evidence?.upTo ?? null;
  const last = upTo === null ? LAST : Math.max(1, upTo.length - 1);
  const most = Math.max(0.1, upTo?.at(-1) ?? 0);
  const highest = Math.max(most, ...compared.map((each) => each.evidence?.upTo.at(-1) ?? 0));
  const series = useMemo(() => {
    const own = upTo === null ? [] : [lineOf('bits', 'model', upTo)];
    if (compared.length === 0) return own;
    return compared.flatMap((each) =>
      each.evidence === null ? [] : [lineOf(each.name, TONES[each.name], each.evidence.upTo)],
    );
  }, [upTo, compared]);
  const ticks: readonly Tick[] = [highest, highest / 2, 0].map((at) => ({ at, text: formatSmall(at) }));
  const here = evidence === null ? '' : `: up to t ${t} ${formatSmall(upTo?.[t] ?? most)} bits per dimension`;
  return (
    <section>
      <h2 className={view.heading}>Bits up to t{INFO}</h2>
      <LinePlot
        label={`Bits up to t${here}`}
        series={series}
        x={{ from: 0, to: last }}
        y={{ from: 0, to: highest }}
        xTicks={[0, last].map((at, i) => ({ at, text: i === 0 ? 't = 0' : `${at}` }))}
        yTicks={ticks}
        height={110}
        cursor={t}
        names={NO_NAMES}
        empty={status === 'idle' ? 'not measured' : 'asked in a moment'}
        onPick={(at) => noise.setLevel(at)}
      />
      {evidence !== null && (
        <p className={view.said}>
          {`${compared.length === 0 ? '' : 'Of own: up'}${compared.length === 0 ? 'Up' : ''} to t = ${t} ${evidence.total.complete ? '' : 'about '}${formatSmall((100 * (upTo?.[t] ?? most)) / most)} % of the bits of all steps are spent.`}
        </p>
      )}
    </section>
  );
}
