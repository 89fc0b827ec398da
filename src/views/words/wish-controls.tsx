// What a sentence is asked for: a value of each slot, a number of words, and words that stand at their places.

import type { ReactElement } from 'react';
import { TextField } from '../../controls/text-field';
import { ValuePicker } from '../../controls/value-picker';
import { similarWords } from '../../diffusion/words/similar-words';
import { UNSAID } from '../../diffusion/words/tokens';
import type { Slot } from '../../terms/pack-info';
import type { Wishes } from '../../worlds/words/wishes';
import { slotTitle } from './slot-title';
import styles from './controls-panel.module.css';

interface WishProps {
  readonly wishes: Wishes;
  readonly onChange: (changes: Partial<Wishes>) => void;
}

const ANY = 'any';

export function Slots({
  wishes,
  slots,
  onChange,
}: WishProps & { readonly slots: readonly Slot[] }): ReactElement {
  return (
    <div className={styles.slots} data-region="class" role="group" aria-label="What the sentence says">
      {slots.map(({ name, labels }) => (
        <ValuePicker
          key={name}
          name={slotTitle(name)}
          values={[ANY, ...labels.filter((label) => label !== UNSAID)]}
          value={wishes.slots[name] ?? ANY}
          onChange={(value) => {
            const { [name]: _, ...rest } = wishes.slots;
            onChange({ slots: value === ANY ? rest : { ...rest, [name]: value } });
          }}
        />
      ))}
    </div>
  );
}

export function Length({ wishes, most, onChange }: WishProps & { readonly most: number }): ReactElement {
  return (
    <TextField
      label="Length"
      info="Words of the sentence, marks counted. START, END and what follows END are known then: the nudge goes toward −|x̂₀ − E(w)|²/2 over those places, back through the denoiser, and no classifier is needed."
      value={wishes.length === null ? '' : String(wishes.length)}
      placeholder="any"
      inputMode="numeric"
      refusal={(text) => lengthRefusal(text, most)}
      onChange={(text) => onChange({ length: text.trim() === '' ? null : Number(text) })}
    />
  );
}

export function Fill({
  wishes,
  words,
  most,
  onChange,
}: WishProps & { readonly words: readonly string[]; readonly most: number }): ReactElement {
  return (
    <TextField
      label="Fill in"
      info="Words that stand at their places, with _ for each place to fill: “The _ is a cheap pub near _”. The nudge goes toward them through the denoiser, and x̂₀ has them at every step; Diffusion-LM itself puts them into x_t by noising them."
      value={wishes.fill === null ? '' : wishes.fill.map((word) => word ?? '_').join(' ')}
      placeholder="The _ is near _"
      refusal={(text) => fillRefusal(text, words, most)}
      onChange={(text) => onChange({ fill: parseFill(text) })}
    />
  );
}

/** null for nothing; each blank is one place. */
export function parseFill(text: string): readonly (string | null)[] | null {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  return parts.length === 0 ? null : parts.map((part) => (/^_+$/.test(part) ? null : part));
}

/** What is wrong with a length; null where nothing is. */
export function lengthRefusal(text: string, most: number): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const n = /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (n >= 1 && n <= most) return null;
  return `Expected 1 to ${most} words, got ${trimmed.slice(0, 20)}; leave it empty for any length.`;
}

function inShort(word: string): string {
  return word.length > 24 ? `${word.slice(0, 24)}…` : word;
}

/** What is wrong with words to stand fixed, with words that are written most alike; null where nothing is. */
export function fillRefusal(text: string, words: readonly string[], most: number): string | null {
  const parts = parseFill(text) ?? [];
  if (parts.length > most) return `Expected at most ${most} words and blanks, got ${parts.length}.`;
  const known = (part: string | null): boolean => part === null || words.length === 0 || words.includes(part);
  const unknown = parts.find((part) => !known(part)) ?? null;
  if (unknown === null) return null;
  const like = similarWords(unknown, words);
  const instead = like.length === 0 ? 'use _ for a blank' : `did you mean ${like.join(', ')}?`;
  return `Expected words that the model knows, got “${inShort(unknown)}”: ${instead}${like.length === 0 ? '.' : ''}`;
}
