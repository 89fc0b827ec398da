// The bound of the points that are open: the network's curve above the exact denoiser's.

import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { Button } from '../../../controls/button';
import { Choice, type Option } from '../../../controls/choice';
import { Info } from '../../../controls/info';
import { settingsOf, type State } from '../../../history/state';
import { pointEvidence, type PointEvidence } from '../../../measures/point-evidence';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { fieldTime } from '../../../worlds/plane/field-keeper';
import {
  BOUND_POINTS,
  PlaneBoundQuestions,
  type PlaneBound,
} from '../../../worlds/plane/objective/plane-bound';
import { planeOf } from '../../../worlds/plane/settings';
import { trainingOf } from '../../../worlds/plane/state';
import type { OpenedPlane } from '../../../worlds/plane/use-plane';
import panels from '../panels/panels.module.css';
import { selectPack } from '../../run/selectors';
import type { AxisKind } from '../../../terms/axis';
import { AlignedPlots, type Curve } from './aligned-plots';
import { withInterval } from './numbers';
import styles from './objective.module.css';

const AXES: readonly Option<AxisKind>[] = [
  { value: 't', label: 't' },
  { value: 'snr', label: 'log SNR' },
];
const NOTHING: readonly Curve[] = [];

const selectStep = (state: State): number => trainingOf(state)?.step ?? 0;
const selectStatus = (state: State) => trainingOf(state)?.status ?? null;
const selectPlane = (state: State) => planeOf(settingsOf(state));

export function BoundSection({ plane }: { plane: OpenedPlane }): ReactElement {
  const [axis, setAxis] = useState<AxisKind>('t');
  const [paused, setPaused] = useState(false);
  const [found, setFound] = useState<PlaneBound | null>(null);
  const questions = useMemo(() => new PlaneBoundQuestions(plane, setFound), [plane]);
  useEffect(() => (paused ? undefined : plane.plane.asker.watch(questions)), [plane, questions, paused]);
  const pack = useNudge(selectPack);
  const step = useNudge(selectStep);
  const t = useNudgeFrame(fieldTime);
  const bound = found?.of.pack === pack && found?.of.step === step ? found : null;
  const evidence = useMemo(
    () =>
      bound === null || bound.terms.size === 0
        ? null
        : pointEvidence(bound.terms, bound.of.tables, bound.of.probe.x0),
    [bound],
  );
  const curves = useMemo<readonly Curve[]>(
    () => (evidence === null ? NOTHING : [{ name: 'network', tone: 'model', rows: evidence.rows }]),
    [evidence],
  );
  return (
    <section className={panels.panel} aria-label="Bound of the points">
      <h3 className={panels.title}>
        The bound of the points
        <Info about="the bound of the points">
          The terms of the variational bound for {BOUND_POINTS} points of the data, one noise each at every t,
          of the denoiser that is open and of E[x₀ | xₜ] on the same points: no network can have less on
          average. Points have densities, so that bits can be negative. Σ is β̃, and at t = 0 that of t = 1.
        </Info>
      </h3>
      <Whose />
      <AlignedPlots
        curves={curves}
        axis={axis}
        T={evidence?.T ?? 1000}
        cursor={t}
        empty={paused ? 'paused' : 'computed when the networks are idle'}
      />
      <Choice
        label="Bound axis"
        info="Over t, or over the signal-to-noise ratio ᾱ / (1 − ᾱ), which makes schedules alike."
        options={AXES}
        value={axis}
        look="segments"
        onChange={setAxis}
      />
      <Totals evidence={evidence} />
      {bound !== null && bound.trouble !== null && <p role="status">{bound.trouble}</p>}
      <div className={panels.buttons}>
        <Button
          about={paused ? 'Goes on with the other values of t.' : 'Stops computing; the values so far stay.'}
          disabled={evidence?.complete === true}
          onClick={() => setPaused(!paused)}
        >
          {paused ? 'Go on' : 'Pause'}
        </Button>
      </div>
    </section>
  );
}

/** Whose curve it is, where that is not plain. */
function Whose(): ReactElement | null {
  const { denoiser, schedule } = useNudge(selectPlane);
  const status = useNudge(selectStatus);
  const text = whoseCurve(denoiser === 'exact', status, schedule);
  return text === null ? null : <p className={panels.text}>{text}</p>;
}

export function whoseCurve(
  isExact: boolean,
  status: ReturnType<typeof selectStatus>,
  schedule: 'linear' | 'cosine',
): string | null {
  if (isExact) return 'The denoiser is the exact one: both curves are the least possible.';
  if (status === 'training') return 'Computed when training pauses or ends.';
  if (status === 'shipped' && schedule === 'linear') {
    return 'These networks were trained under the cosine schedule, and answer each t as the t of the same ᾱ. To compare the schedules train both below.';
  }
  return null;
}

function Totals({ evidence }: { readonly evidence: PointEvidence | null }): ReactElement {
  const about = evidence === null || evidence.complete ? '' : 'about ';
  return (
    <>
      <table className={styles.table} aria-label="Bound of the points">
        <thead>
          <tr>
            <th scope="col">bits for each coordinate</th>
            <th scope="col">mean, 95 %</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">bound, network</th>
            <td>{evidence === null ? '–' : about + withInterval(evidence.learned)}</td>
          </tr>
          <tr>
            <th scope="row">least possible</th>
            <td>{evidence === null ? '–' : about + withInterval(evidence.least)}</td>
          </tr>
          <tr>
            <th scope="row">what the network costs</th>
            <td>{evidence === null ? '–' : about + withInterval(evidence.excess)}</td>
          </tr>
        </tbody>
      </table>
      <p className={panels.caption}>
        {evidence === null
          ? 'Nothing is known yet.'
          : evidence.complete
            ? `All ${evidence.T} values of t, ${BOUND_POINTS} points each. The last row is Σ of weight × ‖ε* − ε_θ‖², which has less chance in it than the difference of the other two.`
            : `An estimate from ${evidence.rows.length} of ${evidence.T} values of t.`}
      </p>
    </>
  );
}
