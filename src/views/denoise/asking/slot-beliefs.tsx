// The guide's belief of every slot, a row each: a bar for each label, guided beside not guided, with what is asked for
// lit; and at the end what the judge reads.

import type { CSSProperties, ReactElement } from 'react';
import { formatPercent } from '../../../plots/format';
import { largestIndex } from '../../../plots/bars';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { guidanceOf } from '../../../terms/step';
import {
  selectFinished,
  selectLarge,
  selectLargeGuided,
  selectOther,
  selectSettings,
  selectStep,
  selectVerdicts,
} from '../../run/selectors';
import { selectSlots } from '../../run/slots';
import { judgedWords, slotStates, type SlotState } from '../../run/slot-states';
import styles from './slot-beliefs.module.css';

export function SlotBeliefs(): ReactElement {
  const slots = useNudge(selectSlots);
  const settings = useNudge(selectSettings);
  const verdicts = useNudge(selectVerdicts);
  const step = useNudgeFrame(selectStep);
  const large = useNudgeFrame(selectLarge);
  const other = useNudgeFrame(selectOther);
  const guided = useNudgeFrame(selectLargeGuided);
  const finished = useNudgeFrame(selectFinished);
  const beliefs = step === null ? null : (guidanceOf(step)?.beliefs ?? null);
  const target = step?.lanes[large]?.target ?? settings.target;
  const verdict = (finished ? verdicts?.[large] : null) ?? null;
  const own = slotStates(slots, target, large, beliefs, verdict);
  // one guide's belief beside another's would compare the guides
  const alike = other !== null && step?.lanes[other]?.guide === step?.lanes[large]?.guide;
  const twins = !alike ? null : slotStates(slots, target, other, beliefs, null);
  return (
    <div
      className={styles.rows}
      data-orientation="lying"
      role="list"
      aria-label="Belief of the guide in each attribute"
    >
      {own.map((slot, i) => (
        <Row key={slot.name} slot={slot} twin={twins?.[i]?.belief ?? null} guided={guided} />
      ))}
    </div>
  );
}

interface RowProps {
  readonly slot: SlotState;
  readonly twin: Float32Array | null;
  readonly guided: boolean;
}

function Row({ slot, twin, guided }: RowProps): ReactElement {
  const { name, labels, asked, belief } = slot;
  const verdict = judgedWords(slot);
  const said = [
    `${guided ? 'guided' : 'not guided'}: ${topOf(labels, belief)}`,
    ...(twin === null ? [] : [`${guided ? 'not guided' : 'guided'}: ${topOf(labels, twin)}`]),
    ...(asked < 0 ? [] : [`asked for: ${labels[asked]}`]),
    ...(verdict === '' ? [] : [`judge: ${verdict}`]),
  ];
  return (
    <div className={styles.row} role="listitem" aria-label={`${name}. ${said.join('; ')}`}>
      <span className={styles.name} data-on={asked >= 0}>
        {name}
      </span>
      <span className={styles.bars} aria-hidden="true">
        {labels.map((label, i) => (
          <span key={label} className={styles.pair} data-on={i === asked} title={label}>
            <Bar value={belief?.[i] ?? 0} guided={guided} />
            {twin !== null && <Bar value={twin[i] ?? 0} guided={!guided} />}
          </span>
        ))}
      </span>
      <span className={styles.top} aria-hidden="true">
        {topInShort(slot)}
        {isMissed(slot) && <span className={styles.not}>, not {short(slot, slot.asked)}</span>}
      </span>
    </div>
  );
}

function Bar({ value, guided }: { readonly value: number; readonly guided: boolean }): ReactElement {
  const style: CSSProperties & { '--value': number } = { '--value': value };
  return <i className={styles.bar} data-tone={guided ? 'guide' : 'model'} style={style} />;
}

const isMissed = ({ asked, judged }: SlotState): boolean => judged !== null && asked >= 0 && asked !== judged;

/** "clear" of clear glasses: the row says of what. */
function short({ name, labels }: SlotState, at: number): string {
  return (labels[at] ?? '').replace(new RegExp(`(?<=.) ${name}$`), '');
}

/** "clear 97 %", and in the end "✗ dark". */
function topInShort(slot: SlotState): string {
  const { labels, asked, belief, judged } = slot;
  if (judged === null)
    return topOf(
      labels.map((_, at) => short(slot, at)),
      belief,
    );
  const sign = asked < 0 ? '' : isMissed(slot) ? '✗ ' : '✓ ';
  return sign + short(slot, judged);
}

function topOf(labels: readonly string[], belief: Float32Array | null): string {
  if (belief === null) return '';
  const top = largestIndex(belief);
  return `${labels[top] ?? ''} ${formatPercent(belief[top] ?? 0)}`;
}
