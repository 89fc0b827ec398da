// What the pattern rules say of the sentence: of each thing that was asked for, whether it says it. They read the words
// alone, so they are evidence, which the classifier that steers is not.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../controls/info';
import { repeatedWords, verdictsOnWords } from '../../diffusion/words/sentence';
import { laneWords } from '../../worlds/words/forming';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { selectFinished, selectLarge, selectOther, selectPack, selectStep } from '../run/selectors';
import { selectForming } from './selectors';
import { wishTitle } from './slot-title';
import { UsualRow } from './usual-row';
import styles from './panels.module.css';

const INFO = (
  <Info about="verdict">
    Pattern rules that read the words alone: no network has a part in them, and they never guide. On sentences
    by people they find 72 to 97 % of what was meant. A sentence that says two things of one slot says
    neither.
  </Info>
);

export function Verdict(): ReactElement {
  const pack = useNudge(selectPack);
  const forming = useNudgeFrame(selectForming);
  const large = useNudgeFrame(selectLarge);
  const other = useNudgeFrame(selectOther);
  const finished = useNudgeFrame(selectFinished);
  const target = useNudgeFrame(selectStep)?.lanes[large]?.target ?? null;
  const seen = useMemo(() => {
    if (pack === null || forming === null || target === null) return null;
    const words = laneWords(forming, large, pack);
    return {
      words,
      own: verdictsOnWords(words, target),
      twin: other === null ? null : verdictsOnWords(laneWords(forming, other, pack), target),
    };
  }, [pack, forming, large, other, target]);
  const twin = seen?.twin ?? null;
  const repeated =
    seen === null ? [] : [...new Set(repeatedWords(seen.words).map((at) => `“${seen.words[at]}”`))];
  return (
    <section>
      <h2 className={styles.title}>
        {finished ? 'Verdict of the rules' : 'The rules, on the words so far'}
        {INFO}
      </h2>
      <table className={styles.table} aria-label="Verdict">
        <thead>
          <tr>
            <th scope="col">Asked for</th>
            <th scope="col">Guided</th>
            {twin !== null && <th scope="col">Not guided</th>}
          </tr>
        </thead>
        <tbody>
          {(seen?.own ?? []).map(({ wish, met, found }, i) => (
            <tr key={wish}>
              <th scope="row">{wishTitle(wish)}</th>
              <td data-met={met}>{met ? '✓ yes' : `✗ ${found}`}</td>
              {twin !== null && (
                <td data-met={twin[i]?.met}>{twin[i]?.met ? '✓ yes' : `✗ ${twin[i]?.found}`}</td>
              )}
            </tr>
          ))}
          {seen !== null && seen.own.length === 0 && (
            <tr>
              <th scope="row" colSpan={3}>
                nothing: the sentence is free
              </th>
            </tr>
          )}
          {seen !== null && <UsualRow twin={twin !== null} />}
        </tbody>
      </table>
      {repeated.length > 0 && <p className={styles.facts}>Said twice at once: {repeated.join(', ')}.</p>}
    </section>
  );
}
