// The screen as an iframe for slides and course pages: which controls it has, and its text to copy.

import { useState, type ReactElement } from 'react';
import { embedControls, embedQuery, type EmbedControl } from '../../address/embed';
import { CopyField } from './copy-field';
import type { Sharing } from '../view';
import styles from './keep.module.css';

/** @param url of the page without query and hash */
export function iframeText(
  url: string,
  hash: string,
  controls: readonly EmbedControl[],
  height: number,
): string {
  const source = `${url}${embedQuery(controls)}${hash}`.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const size = `width="100%" height="${height}" style="border:0"`;
  return `<iframe src="${source}" title="Nudge" ${size} allow="cross-origin-isolated; fullscreen"></iframe>`;
}

interface EmbedSectionProps {
  readonly hash: string;
  readonly offer: Sharing['embedded'];
}

export function EmbedSection({ hash, offer }: EmbedSectionProps): ReactElement {
  const [controls, setControls] = useState<readonly EmbedControl[]>(['play', 'target', 'scale']);
  const { origin, pathname } = location;
  const offered = embedControls.filter((control) => offer.controls[control] !== undefined);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>In slides and course pages</h3>
      <fieldset className={styles.options}>
        <legend>{offer.legend}</legend>
        {offered.map((control) => (
          <label key={control}>
            <input
              type="checkbox"
              checked={controls.includes(control)}
              onChange={({ target: { checked } }) =>
                setControls(
                  embedControls.filter((each) => (each === control ? checked : controls.includes(each))),
                )
              }
            />
            {offer.controls[control]}
          </label>
        ))}
      </fieldset>
      <CopyField
        label="iframe"
        value={iframeText(origin + pathname, hash, controls, offer.height)}
        button="Copy iframe"
        rows={4}
      />
    </section>
  );
}
