// Texts of lessons with their symbols: what stands between backticks is a formula, a row of symbols and signs.

import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';
import { Formula } from '../controls/symbols';
import styles from './lesson-region.module.css';

/** x_t, x̂_0, ᾱ_t, log, 12, √, signs. */
const TOKEN = /log|[\p{L}∇]\p{M}?(?:_(?:[A-Za-z]+|\d+))?|\d+(?:\.\d+)?|[√=+−·/()|,≈<>]/gu;
const SYMBOL = /^(log$|[\p{L}∇])/u;

/** What follows a formula in its line: "t = 10", a comma. */
const FOLLOWS = /^(?: = [\d.]+)?[,.;:?!)]*/;

/** Between backticks, in the order of the text. */
export function formulasIn(text: string): string[] {
  return text.split('`').filter((_, index) => index % 2 === 1);
}

/** @throws Error where it holds something that is none */
export function tokensIn(formula: string): string[] {
  const tokens = [...formula.matchAll(TOKEN)].map(([token]) => token);
  const rest = formula.replaceAll(TOKEN, '').trim();
  if (rest !== '') throw new Error(`formula: expected symbols and signs, got “${rest}” in “${formula}”`);
  return tokens;
}

export const isSymbol = (token: string): boolean => SYMBOL.test(token);

export function Words({ text }: { text: string }): ReactElement {
  const [first = '', ...rest] = text.replaceAll(' %', '\u00a0%').split('`');
  const parts: ReactNode[] = [first];
  for (let at = 0; at < rest.length; at += 2) {
    const after = rest[at + 1] ?? '';
    const follows = FOLLOWS.exec(after)?.[0] ?? '';
    parts.push(
      <span className={styles.whole}>
        <Formula>{inRow(rowOf(tokensIn(rest[at] ?? '')))}</Formula>
        {follows}
      </span>,
      after.slice(follows.length),
    );
  }
  return inRow(parts);
}

/** Parts that never change places, and so need no keys. */
function inRow(parts: readonly ReactNode[]): ReactElement {
  return createElement(Fragment, null, ...parts);
}

/** A root reaches over the next symbol, or over what stands in brackets. */
function rowOf(tokens: readonly string[]): ReactNode[] {
  const row: ReactNode[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    if (token !== '√') {
      row.push(signOf(token));
      continue;
    }
    const opens = tokens[at + 1] === '(';
    const end = opens ? tokens.indexOf(')', at) : at + 1;
    row.push(<msqrt>{inRow(rowOf(tokens.slice(at + (opens ? 2 : 1), opens ? end : end + 1)))}</msqrt>);
    at = end;
  }
  return row;
}

function signOf(token: string): ReactElement {
  if (/^\d/.test(token)) return <mn>{token}</mn>;
  if (token === 'log') return <mi>log</mi>;
  if (!isSymbol(token)) return <mo stretchy="false">{token}</mo>;
  const [base = '', below] = token.split('_');
  if (below === undefined) return baseOf(base);
  return (
    <msub>
      {baseOf(base)}
      {/^\d/.test(below) ? <mn>{below}</mn> : below.length > 1 ? <mtext>{below}</mtext> : <mi>{below}</mi>}
    </msub>
  );
}

/** A letter, with its hat or bar above. */
function baseOf(base: string): ReactElement {
  const [letter = '', mark] = Array.from(base.normalize('NFD'));
  if (mark === undefined) return <mi mathvariant={letter === 'Σ' ? 'normal' : undefined}>{letter}</mi>;
  const isHat = mark === '\u0302';
  // as an accent a bar lies on its letter
  return (
    <mover accent={isHat ? 'true' : undefined}>
      <mi>{letter}</mi>
      <mo stretchy="false">{isHat ? '^' : '¯'}</mo>
    </mover>
  );
}
