// What the colours mean: the classes, and the arrows that are shown.

import type { ReactElement } from 'react';
import { mixtureOrNull } from '../../../worlds/plane/source';
import { planeOf } from '../../../worlds/plane/settings';
import { type PlaneLayer, looksOf } from '../../../worlds/plane/state';
import { type State, settingsOf } from '../../../history/state';
import { useNudge } from '../../../store/use-store';
import { scaleParts, type ScalePart } from '../../../worlds/plane/scale-parts';
import styles from './class-key.module.css';

const NO_CLASSES: readonly string[] = [];
const selectClasses = (state: State): readonly string[] =>
  mixtureOrNull(planeOf(settingsOf(state)))?.classes ?? NO_CLASSES;
const selectLayers = (state: State): readonly PlaneLayer[] => looksOf(state).layers;

const selectScale = (state: State): number => settingsOf(state).guidanceScale;
const selectParts = (state: State): readonly ScalePart[] => scaleParts(settingsOf(state), state.model.pack);

const ARROWS: readonly (readonly [PlaneLayer, string])[] = [
  ['score', 'score, the model alone'],
  ['nudge', 'nudge, what guidance adds'],
  ['sum', 'their sum'],
  ['exact', 'exact score'],
];

export function ClassKey(): ReactElement {
  const classes = useNudge(selectClasses);
  const layers = useNudge(selectLayers);
  const parts = useNudge(selectParts);
  const arrows = useNudge(selectScale);
  return (
    <ul className={styles.key} aria-label="Colours">
      {classes.map((name, k) => (
        <li key={name}>
          <i className={styles.dot} data-class={k} />
          {name}
        </li>
      ))}
      {ARROWS.filter(([layer]) => layers.includes(layer)).map(([layer, text]) => (
        <li key={layer}>
          <i className={styles.arrow} data-layer={layer} />
          {layer === 'nudge' && parts.length > 0 ? `${text}, at s = ${arrows}` : text}
        </li>
      ))}
      {parts.length > 0 && (
        <li>
          by number: {parts.map(({ scale, from, to }) => `${from} to ${to} at s = ${scale}`).join(', ')}
        </li>
      )}
    </ul>
  );
}
