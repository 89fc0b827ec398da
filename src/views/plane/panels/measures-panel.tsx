// How good the finished points are, and how that trades off over the guidance scale.

import { useMemo, type ReactElement } from 'react';
import { Button } from '../../../controls/button';
import { Info } from '../../../controls/info';
import type { Axis, Series } from '../../../plots/line-layout';
import { LinePlot } from '../../../plots/line-plot';
import type { Tick } from '../../../plots/plot-axes';
import type { NamePlaces } from '../../../plots/place-names';
import { type State, settingsOf } from '../../../history/state';
import type { Settings } from '../../../history/settings';
import { useNudge } from '../../../store/use-store';
import { intervalWords } from '../../../terms/interval';
import type { Measure } from '../../../worlds/plane/measures';
import { labelOf, selectClasses } from '../../run/selectors';
import styles from './panels.module.css';
import { SHIPPED, useMeasures, type Measures } from './use-measures';
import { type OpenedPlane } from '../../../worlds/plane/use-plane';
import { oneScale, severalScales } from '../../../worlds/plane/layouts';

const selectSettings = (state: State): Settings => settingsOf(state);
const selectGuided = (state: State): boolean => (state.model.pack?.guides.length ?? 0) > 0;

export function MeasuresPanel({ plane }: { plane: OpenedPlane }): ReactElement {
  const measures = useMeasures(plane);
  const settings = useNudge(selectSettings);
  const guided = useNudge(selectGuided);
  const classes = useNudge(selectClasses);
  const several = settings.layout.scales === 'row';
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>
        How good they are
        <Info about="the measures">
          The exact classifier says how many finished points are of the class asked for. The sliced
          Wasserstein distance (SWD) to fresh points of the true p(x | y) is to be compared with that between
          two fresh draws. The spread is the root mean square from the mean, beside the truth’s.
        </Info>
      </h2>
      <Numbers measure={measures.latest} />
      <p className={styles.caption}>{ofText(measures, classes)}</p>
      {measures.latest?.sharpened && measures.of && (
        <p className={styles.caption}>{sharpenedText(measures.latest, measures.of.guidanceScale)}</p>
      )}
      {guided && (
        <>
          <ByScale curve={measures.curve} />
          <TradeOff curve={measures.curve} scale={settings.guidanceScale} />
          <div className={styles.buttons}>
            {several ? (
              <Button onClick={() => plane.plane.setLayout(oneScale)}>Back to one scale</Button>
            ) : (
              <Button
                about="One run of seven scales from the same noise, 285 points each, measured one by one."
                onClick={() => plane.plane.setLayout(severalScales)}
              >
                Seven scales at once
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function Numbers({ measure }: { measure: Measure | null }): ReactElement {
  const ratio = measure === null ? NaN : measure.distance / measure.floor;
  return (
    <dl className={styles.numbers}>
      <div>
        <dt>Class accuracy</dt>
        <dd>
          {measure === null || Number.isNaN(measure.accuracy)
            ? '–'
            : `${(100 * measure.accuracy).toFixed(1)} %`}
        </dd>
      </div>
      <div>
        <dt>SWD to the truth</dt>
        <dd>
          {measure === null ? '–' : measure.distance.toFixed(3)}
          {measure !== null && <small> {ratio.toFixed(1)}× of two draws</small>}
        </dd>
      </div>
      <div>
        <dt>Spread</dt>
        <dd>
          {measure === null ? '–' : measure.spread.toFixed(2)}
          {measure !== null && <small> of {measure.trueSpread.toFixed(2)}</small>}
        </dd>
      </div>
    </dl>
  );
}

const X: Axis = { from: 0, to: 16 };
const X_TICKS: readonly Tick[] = [0, 4, 8, 12, 16].map((at) => ({
  at,
  text: at === 0 ? 's = 0' : String(at),
}));
const Y: Axis = { from: 0, to: 1.5 };
const Y_TICKS: readonly Tick[] = [0, 0.5, 1, 1.5].map((at) => ({ at, text: String(at) }));
const NAMES: NamePlaces = {
  accuracy: { at: 11, above: true },
  'spread / true': { at: 6, above: false },
  SWD: { at: 11, above: true },
};

/** The same numbers of each scale that has been measured. */
function ByScale({ curve }: Pick<Measures, 'curve'>): ReactElement | null {
  if (curve.length < 2) return null;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">s</th>
          <th scope="col">accuracy</th>
          <th scope="col">SWD</th>
          <th scope="col">spread</th>
        </tr>
      </thead>
      <tbody>
        {curve.map(([s, { accuracy, distance, spread }]) => (
          <tr key={s}>
            <th scope="row">{s}</th>
            <td>{Number.isNaN(accuracy) ? '–' : `${(100 * accuracy).toFixed(0)} %`}</td>
            <td>{distance.toFixed(3)}</td>
            <td>{spread.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the numbers above are of. */
export function ofText({ of }: Pick<Measures, 'of'>, classes: readonly string[]): string {
  if (of === null) return 'Not measured yet: they are, once points of these settings are finished.';
  const toward = of.target === null ? 'against all of the data' : `toward ${labelOf(classes, of.target)}`;
  const trained =
    of.trained === null
      ? ''
      : of.trained === SHIPPED
        ? ', with the networks that come with Nudge'
        : `, after ${of.trained.toLocaleString('en')} steps of training`;
  const acts =
    of.guidanceScale === 0 || of.guidanceInterval === null
      ? ''
      : ` in t = ${intervalWords(of.guidanceInterval)}`;
  return `Of ${of.points.toLocaleString('en')} finished points at s = ${of.guidanceScale}${acts}, ${toward}${trained}.`;
}

/** Farther than so many times two draws of a law from each other, points are not drawn from it. */
const APART = 2.5;

/** Whether guidance sampled what sharpening would give (arXiv 2409.13074). */
export function sharpenedText({ sharpened, spread }: Measure, scale: number): string {
  if (sharpened === null) return '';
  const ratio = sharpened.distance / sharpened.floor;
  const law = `p(x)·p(y | x)ˢ at s = ${scale}`;
  if (!(ratio > APART)) {
    return `They cannot be told from points of ${law}, drawn without error: SWD ${ratio.toFixed(1)}× that of two draws.`;
  }
  return `They are not samples of ${law}, which is what sharpening would give: points drawn exactly from it spread ${sharpened.spread.toFixed(2)}, these ${spread.toFixed(2)}; SWD ${ratio.toFixed(1)}× that of two draws. “Sharpened” draws it over the plane.`;
}

/** What the curve shows, from its own numbers. */
export function tradeOffText(curve: Measures['curve']): string {
  const [first] = curve;
  const last = curve.at(-1);
  if (first === undefined || last === undefined || first === last)
    return 'The trade-off over s: every finished run adds its scale, seven scales at once draw all of it.';
  const [from, before] = first;
  const [to, after] = last;
  const spreads = [before, after].map(({ spread, trueSpread }) => spread / trueSpread);
  const [wide = NaN, narrow = NaN] = spreads;
  const more = narrow < wide ? 'closer together' : 'farther apart';
  const percent = ({ accuracy }: Measure): string => `${(100 * accuracy).toFixed(0)} %`;
  const sure = Number.isNaN(after.accuracy)
    ? ''
    : `${percent(before)} of the class asked for become ${percent(after)}, and `;
  return `From s = ${from} to ${to}: ${sure}the points stand ${more}, their spread ${wide.toFixed(2)} and then ${narrow.toFixed(2)} of the true one.`;
}

function TradeOff({ curve, scale }: { curve: Measures['curve']; scale: number }): ReactElement {
  const series = useMemo<readonly Series[]>(
    () => [
      { name: 'SWD', tone: 'ink', points: curve.map(([s, { distance }]) => [s, distance]) },
      { name: 'spread / true', tone: 'model', points: curve.map(([s, m]) => [s, m.spread / m.trueSpread]) },
      { name: 'accuracy', tone: 'guide', points: curve.map(([s, { accuracy }]) => [s, accuracy]) },
    ],
    [curve],
  );
  return (
    <figure className={styles.figure}>
      <LinePlot
        label={`Trade-off over s: ${curve.map(([s, m]) => `at ${s} accuracy ${m.accuracy.toFixed(2)}, SWD ${m.distance.toFixed(2)}`).join('; ') || 'nothing yet'}`}
        series={series}
        x={X}
        y={Y}
        xTicks={X_TICKS}
        yTicks={Y_TICKS}
        height={140}
        cursor={scale}
        names={NAMES}
        empty="no finished run of these settings yet"
      />
      <figcaption className={styles.caption}>{tradeOffText(curve)}</figcaption>
    </figure>
  );
}
