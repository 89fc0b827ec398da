// The noisy classifier's belief, slot by slot: in the value that is asked for, or in the one that it believes in most.

import type { CSSProperties, ReactElement } from 'react';
import { Info } from '../../controls/info';
import { formatPercent } from '../../plots/format';
import { largestIndex } from '../../plots/bars';
import type { State } from '../../history/state';
import { useNudgeFrame } from '../../store/use-store';
import { guidanceOf } from '../../terms/step';
import { wishesOf } from '../../worlds/words/wishes';
import { selectGuide, selectLarge, selectOther, selectStep, selectSteps } from '../run/selectors';
import { slotTitle } from './slot-title';
import styles from './panels.module.css';
import { NO_SLOTS, valuesIn } from './slots-in';

const INFO = (
  <Info about="belief">
    p(value | x, t) of the noisy classifier, of what is asked for in vermilion, and of the twin that nothing
    steers in slate. It is the quantity being pushed, so it is no evidence that the sentence says it.
  </Info>
);

/** What the guide said of the step on screen; in the quiet steps, what it said last. */
function selectBeliefs(state: State): Float32Array | null {
  const step = selectStep(state);
  const now = step === null ? null : (guidanceOf(step)?.beliefs ?? null);
  if (now !== null) return now;
  const index = state.history.cursor ?? selectSteps(state).length - 1;
  for (let i = index; i >= 0; i--) {
    const beliefs = selectSteps(state)[i]?.beliefs ?? null;
    if (beliefs !== null) return beliefs;
  }
  return null;
}

export function Beliefs(): ReactElement {
  const slots = useNudgeFrame(selectGuide)?.slots ?? NO_SLOTS;
  const step = useNudgeFrame(selectStep);
  const large = useNudgeFrame(selectLarge);
  const other = useNudgeFrame(selectOther);
  const beliefs = useNudgeFrame(selectBeliefs);
  const target = step?.lanes[large]?.target;
  const wanted = target === undefined ? {} : wishesOf(target).slots;
  const starts = slots.map((_, i) => valuesIn(slots.slice(0, i)));
  const all = valuesIn(slots);
  const rows = slots.map(({ name, labels }, i) => {
    const from = starts[i]!;
    const of = (lane: number | null): Float32Array | null =>
      beliefs === null || lane === null
        ? null
        : beliefs.subarray(lane * all + from, lane * all + from + labels.length);
    const own = of(large);
    const asked = labels.indexOf(wanted[name] ?? '');
    const shown = asked >= 0 ? asked : own === null ? 0 : largestIndex(own);
    return {
      name,
      label: labels[shown] ?? '',
      isAsked: asked >= 0,
      own: own?.[shown],
      twin: of(other)?.[shown],
    };
  });
  return (
    <section>
      <h2 className={styles.title}>
        Belief of the noisy classifier
        {INFO}
      </h2>
      <table className={styles.table} aria-label="Belief">
        <tbody>
          {rows.map(({ name, label, isAsked, own, twin }) => (
            <tr key={name}>
              <th scope="row">
                {slotTitle(name)}: {isAsked ? <b>{label}</b> : label}
              </th>
              <td style={{ width: '45%' }}>
                <Bar tone="guide" value={own} />
                {other !== null && <Bar tone="model" value={twin} />}
              </td>
              <td className={styles.number}>{own === undefined ? '–' : formatPercent(own)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Bar({
  tone,
  value = 0,
}: {
  readonly tone: 'guide' | 'model';
  readonly value?: number | undefined;
}): ReactElement {
  const style: CSSProperties & { '--value': number } = { '--value': value };
  return (
    <span className={styles.bar} data-tone={tone} style={style} aria-hidden="true">
      <i />
    </span>
  );
}
