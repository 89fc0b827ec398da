// What is drawn over the plane, and in which colours; the legend beside it.

import type { ReactElement } from 'react';
import { Choice, type Option } from '../../../controls/choice';
import { Info } from '../../../controls/info';
import { planeLayers, type PlaneColour, type PlaneLayer, looksOf } from '../../../worlds/plane/state';
import { type State, settingsOf } from '../../../history/state';
import { useNudge } from '../../../store/use-store';
import styles from './layers-panel.module.css';
import { type OpenedPlane } from '../../../worlds/plane/use-plane';

const NAMES: Readonly<Record<PlaneLayer, string>> = {
  beliefs: 'Belief map',
  density: 'Density of xₜ',
  sharpened: 'Sharpened p·pˢ',
  exact: 'Exact score',
  score: 'Score',
  nudge: 'Nudge s·g',
  sum: 'Their sum',
  trails: 'Trails',
  data: 'Data',
  particles: 'Particles',
};
const COLOURS: readonly Option<PlaneColour>[] = [
  { value: 'belief', label: 'Belief now' },
  { value: 'end', label: 'Where they end' },
];

const selectLayers = (state: State): readonly PlaneLayer[] => looksOf(state).layers;
const selectColour = (state: State): PlaneColour => looksOf(state).colour;

const selectTwins = (state: State): boolean => settingsOf(state).twins;

export function LayersPanel({ plane }: { plane: OpenedPlane }): ReactElement {
  const layers = useNudge(selectLayers);
  const colour = useNudge(selectColour);
  const twins = useNudge(selectTwins);
  const toggle = (layer: PlaneLayer): void =>
    plane.plane.setLooks({
      layers: planeLayers.filter((each) => (each === layer) !== layers.includes(each)),
    });
  return (
    <>
      <Choice
        label="Colour of the particles"
        info="By the class that the guide believes in at this t, the stronger the surer; or by the class in which each particle ends."
        options={COLOURS}
        value={colour}
        look="segments"
        onChange={(value) => plane.plane.setLooks({ colour: value })}
      />
      <fieldset className={styles.layers}>
        <legend>
          Shown
          <Info about="what is shown">
            All of it at the t on screen. Arrows are in units of 1/√(1−ᾱ), long ones pressed together; score
            and nudge add up to the score of the guided distribution. Density and exact score are those of the
            data in closed form, and so is p(xₜ)·p(y | xₜ)ˢ, what sharpening by s would give: at one t
            guidance follows its score, yet the points of a whole chain are not drawn from it (arXiv
            2409.13074). The belief map is the guide’s.
          </Info>
        </legend>
        {planeLayers.map((layer) => (
          <label key={layer} className={styles.layer} data-layer={layer}>
            <input type="checkbox" checked={layers.includes(layer)} onChange={() => toggle(layer)} />
            <i aria-hidden="true" />
            {NAMES[layer]}
          </label>
        ))}
        <label className={styles.layer} data-layer="score">
          <input
            type="checkbox"
            checked={twins}
            onChange={(event) => plane.actions.setTwins(event.target.checked)}
          />
          <i aria-hidden="true" />
          Unguided twins
        </label>
      </fieldset>
    </>
  );
}
