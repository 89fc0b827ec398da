// The prompt: typed, asked for on Enter, with a chosen suggestion, or once the typing rests for a second. What was
// understood stands below it, and what was not.

import { useEffect, useEffectEvent, useId, useState, type ReactElement } from 'react';
import { Field } from '../../../controls/field';
import { useActions, useNudge } from '../../../store/use-store';
import type { GuideInfo } from '../../../terms/pack-info';
import { promptText } from '../../../terms/prompt-text';
import { sameTarget, type Target } from '../../../terms/target';
import { selectSettings } from '../../run/selectors';
import styles from './asking.module.css';
import { completions, promptReading, type PromptReading } from './prompt-reading';

const REST_MS = 1000;

const textOf = (target: Target): string => (target.kind === 'prompt' ? promptText(target.parts) : '');

export function PromptField({ guide }: { readonly guide: GuideInfo }): ReactElement {
  const { target } = useNudge(selectSettings);
  const { setTarget } = useActions();
  const [labelId, listId, sentenceId] = [useId(), useId(), useId()];
  const [draft, setDraft] = useState<string | null>(null);
  const [composing, setComposing] = useState(false);
  const [own, setOwn] = useState<Target | null>(null);
  const [seen, setSeen] = useState(target);
  if (seen !== target) {
    setSeen(target);
    if (own === null || !sameTarget(own, target)) setDraft(null); // it was changed from elsewhere: an undo, a link
  }
  const text = draft ?? textOf(target);
  const reading = promptReading(text, guide);

  function ask(typed: string): void {
    const next = promptReading(typed, guide).target;
    if (next === null || sameTarget(next, target)) return;
    setOwn(next);
    setTarget(next);
  }

  const rest = useEffectEvent(ask);
  useEffect(() => {
    if (draft === null || composing) return;
    const timer = window.setTimeout(() => rest(draft), REST_MS);
    return () => window.clearTimeout(timer);
  }, [draft, composing]);

  return (
    <Field label="Prompt" labelId={labelId} info={<PromptInfo known={guide.words?.known ?? []} />}>
      <input
        className={styles.prompt}
        type="text"
        dir="auto"
        value={text}
        list={listId}
        autoComplete="off"
        spellCheck={false}
        aria-labelledby={labelId}
        aria-describedby={sentenceId}
        placeholder="blue hair and dark glasses"
        onChange={({ target: input, nativeEvent }) => {
          setDraft(input.value);
          const isTyped =
            nativeEvent instanceof InputEvent && nativeEvent.inputType !== 'insertReplacementText';
          if (!isTyped) ask(input.value); // a suggestion was chosen
        }}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) ask(text);
        }}
        onBlur={() => {
          if (!composing) ask(text);
        }}
      />
      <datalist id={listId}>
        {completions(text, guide.words?.known ?? []).map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <Understood reading={reading} />
      <p id={sentenceId} className={styles.sentence} role="status">
        {reading.sentence}
      </p>
    </Field>
  );
}

/** Chips that have room in any window. */
const FEW = 4;

const inShort = (text: string): string => (text.length > 24 ? `${text.slice(0, 24)}…` : text);

function Understood({ reading }: { readonly reading: PromptReading }): ReactElement {
  const { values, weighted, unknown } = reading;
  const many = Object.keys(values).length + weighted.length + unknown.length > FEW;
  return (
    // a long prompt is read by scrolling, and the scale stays in sight
    <ul className={styles.chips} aria-label="What was understood" tabIndex={many ? 0 : undefined}>
      {Object.entries(values).map(([name, value]) => (
        <li key={name} className={styles.chip}>
          {name}: {value}
        </li>
      ))}
      {weighted.map(({ text, weight }) => (
        <li key={`${text}:${weight}`} className={styles.chip}>
          {weight < 0 ? 'away from' : ''} {inShort(text)} ×{String(weight).replace('-', '−')}
        </li>
      ))}
      {unknown.slice(0, 8).map((word) => (
        <li key={word} className={styles.unknown}>
          {inShort(word)}: not known
        </li>
      ))}
    </ul>
  );
}

function PromptInfo({ known }: { readonly known: readonly string[] }): ReactElement {
  return (
    <>
      <p>
        The nudge is the slope of how well x<sub>t</sub> fits these words. Phrases may be parted by “|”, each
        with a weight behind “:”, below 0 to lead away from it: “blue hair:2 | a hat:-1”. It acts on Enter, or
        once you rest.
      </p>
      <p>It knows {known.join(', ')}.</p>
    </>
  );
}
