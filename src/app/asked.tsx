// What a model asks before it opens: of what size its pictures are, which class means none, or whether its slow steps are
// worth the wait.

import { useState, type ReactElement } from 'react';
import { sizeRefusal, type LoadAnswers, type LoadQuestion, type SizeQuestion } from '../terms/load-question';
import { NullClassSelect } from '../views/own-model/null-class-select';
import own from './asked.module.css';
import styles from './error-banner.module.css';

interface AskedProps {
  readonly question: LoadQuestion;
  readonly onAnswer: (answers: LoadAnswers) => void;
}

export function Asked({ question, onAnswer }: AskedProps): ReactElement {
  if (question.kind === 'size') return <Size question={question} onAnswer={onAnswer} />;
  if (question.kind === 'null-class') return <NullClass count={question.count} onAnswer={onAnswer} />;
  return (
    <button type="button" className={styles.dismiss} onClick={() => onAnswer({ slow: true })}>
      Open it all the same
    </button>
  );
}

function NullClass({
  count,
  onAnswer,
}: {
  readonly count: number;
  readonly onAnswer: (answers: LoadAnswers) => void;
}): ReactElement {
  const [nullClass, choose] = useState<number | null>(null);
  return (
    <span className={own.asked}>
      <NullClassSelect count={count} value={nullClass} onChoose={choose} />
      <button type="button" className={styles.dismiss} onClick={() => onAnswer({ nullClass })}>
        Open it
      </button>
    </span>
  );
}

function Size({
  question,
  onAnswer,
}: {
  readonly question: SizeQuestion;
  readonly onAnswer: (answers: LoadAnswers) => void;
}): ReactElement {
  const [text, setText] = useState(String(question.usual));
  const side = text.trim() === '' ? Number.NaN : Number(text);
  const wrong = sizeRefusal(side, question);
  return (
    <form
      className={own.asked}
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === null) onAnswer({ size: side });
      }}
    >
      <label>
        Pixels along a side
        <input
          className={own.side}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          aria-invalid={wrong !== null}
          aria-describedby="asked-wrong"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <span id="asked-wrong" role="status">
        {wrong}
      </span>
      <button type="submit" className={styles.dismiss} aria-disabled={wrong !== null}>
        Open it
      </button>
    </form>
  );
}
