// The finished sentence as its link or file kept it, where the run ends in other words here.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../controls/info';
import { sentenceText, verdictsOnWords, wordsOf } from '../../diffusion/words/sentence';
import type { State } from '../../history/state';
import { useNudge } from '../../store/use-store';
import { finishedTokens, otherThanKept, sameTokens } from '../../worlds/words/kept-words';
import type { KeptWords } from '../../worlds/words/own';
import {
  lanesOnScreen,
  selectFinished,
  selectLarge,
  selectOther,
  selectPack,
  selectPath,
} from '../run/selectors';
import { CopyButton } from './copy-button';
import styles from './kept-sentence.module.css';

/** Null also while something else than the end is on screen. */
const selectKept = (state: State): KeptWords | null => (selectFinished(state) ? otherThanKept(state) : null);
const selectTarget = (state: State) => lanesOnScreen(state)[selectLarge(state)]?.target ?? null;

export function KeptSentence(): ReactElement | null {
  const kept = useNudge(selectKept);
  return kept === null ? null : <Kept kept={kept} />;
}

const HERE = 'The run ends in other words here.';
const WHY =
  'Signs and nearest words are decided by the last digits, which another browser, backend or batch rounds otherwise, so the words that were computed here are not the ones that were kept.';
const WHY_CUT =
  'The link could not hold how the run was steered, so the words that were computed here are those of a run that was not.';

function Kept({ kept }: { readonly kept: KeptWords }): ReactElement | null {
  const pack = useNudge(selectPack);
  const path = useNudge(selectPath);
  const large = useNudge(selectLarge);
  const other = useNudge(selectOther);
  const target = useNudge(selectTarget);
  const seen = useMemo(() => {
    const here = pack === null ? null : finishedTokens(path, pack);
    if (pack === null || here === null) return null;
    const wordsIn = (lane: number): readonly string[] =>
      wordsOf(Int32Array.from(kept.lanes[lane] ?? []), pack.text?.words ?? []);
    const isOther = (lane: number | null): lane is number =>
      lane !== null && kept.lanes[lane] !== undefined && !sameTokens(kept.lanes[lane], here[lane]);
    const verdicts = target === null ? [] : verdictsOnWords(wordsIn(large), target);
    return {
      own: isOther(large) ? sentenceText(wordsIn(large)) : null,
      twin: isOther(other) ? sentenceText(wordsIn(other)) : null,
      asked: verdicts.length,
      met: verdicts.filter(({ met }) => met).length,
    };
  }, [kept, path, pack, large, other, target]);
  if (seen === null) return null;
  const { own, twin, asked, met } = seen;
  return (
    <section className={styles.kept} aria-label="Kept sentence">
      <p>
        <b>The sentence that was kept</b>
        <span className={styles.facts}>{HERE}</span>
        <Info about="the sentence that was kept">{kept.isCut ? WHY_CUT : WHY}</Info>
      </p>
      {own !== null && (
        <p>
          <span className={styles.text}>
            {own}
            {asked > 0 && (
              <span className={styles.facts}>
                {' '}
                The rules find {met} of {asked} in it.
              </span>
            )}
          </span>
          <CopyButton text={own} />
        </p>
      )}
      {twin !== null && (
        <p>
          <span className={styles.text}>
            <span className={styles.facts}>The one beside it: </span>
            {twin}
          </span>
        </p>
      )}
      {own === null && twin === null && <p className={styles.facts}>It is that of another row.</p>}
    </section>
  );
}
