// What Noise starts from: the picture, the schedule, the noise; and where it leads to, a run from here.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import { Choice, type Option } from '../../controls/choice';
import { Info } from '../../controls/info';
import { SeedField } from '../../controls/seed-field';
import type { ScheduleName } from '../../diffusion/forward/pair-of-schedules';
import { useNudge } from '../../store/use-store';
import { selectPack } from '../run/selectors';
import styles from './controls-panel.module.css';
import { ModelChoice } from '../run/controls/model-choice';
import { ClearButton } from './pictures/clear-button';
import { FromHere } from './levels/from-here';
import { OpenPicture } from './pictures/own-pictures';
import { SheetGrid } from './pictures/sheet-grid';
import { selectCanUndo, selectNoise, selectNote, selectSchedule, selectSource } from './shown';
import { useNoiseActions } from '../../worlds/images/use-noise';

const SCHEDULES: readonly Option<ScheduleName>[] = [
  { value: 'linear', label: 'Linear' },
  { value: 'cosine', label: 'Cosine' },
];

export function ControlsPanel(): ReactElement {
  const { seed } = useNudge(selectNoise);
  const noise = useNoiseActions();
  const schedule = useNudge(selectSchedule);
  return (
    <div className={styles.panel}>
      <ModelChoice info="Whose pictures these are, and who is asked about xₜ. Other models are opened on Denoise." />
      <FromHere />
      <PictureChoice />
      <Choice
        label="Schedule"
        info="How fast the picture fades: β on a straight line (Ho et al. 2020), or ᾱ as a squared cosine (Nichol & Dhariwal 2021). The model was trained on one of them; about an xₜ of the other it is asked at the t′ of its own schedule with equal ᾱ."
        options={SCHEDULES}
        value={schedule}
        look="segments"
        onChange={noise.setSchedule}
      />
      <SeedField
        label="Noise seed"
        info="Key of the noise ε that is mixed into the picture, and of the z of every single step."
        value={seed}
        drawLabel="Another noise"
        drawAbout="Another noise: the same distribution, another xₜ."
        onChange={noise.setSeed}
        onDraw={() => noise.setSeed(Math.floor(Math.random() * 10_000))}
      />
    </div>
  );
}

function PictureChoice(): ReactElement {
  const source = useNudge(selectSource);
  const note = useNudge(selectNote);
  const pack = useNudge(selectPack);
  const canUndo = useNudge(selectCanUndo);
  const noise = useNoiseActions();
  const sheet = pack?.sampleSheet;
  return (
    <section className={styles.picture} aria-labelledby="noise-picture">
      <h2 id="noise-picture" className={styles.head}>
        Picture
        <Info about="the picture">
          <p>
            x₀, the picture that is taken into noise: a test image that the model has never seen, one that you
            draw, or any other, dropped or pasted.
          </p>
        </Info>
      </h2>
      <SheetGrid />
      {sheet !== undefined && (
        <p className={styles.credit}>
          {sheet.source} ({sheet.licence})
        </p>
      )}
      <div className={styles.buttons}>
        <Button
          about="An empty picture, to draw on with a mouse, a pen, a finger or the keys."
          onClick={noise.draw}
        >
          Draw
        </Button>
        {source.kind !== 'drawn' && (
          <>
            <ClearButton disabled={source.kind === 'sheet'} />
            <Button icon="undo" shortcut="Ctrl Z" disabled={!canUndo} onClick={noise.undo}>
              Undo
            </Button>
          </>
        )}
        <OpenPicture />
      </div>
      <p className={styles.note} role="status" data-trouble={note?.isTrouble === true}>
        {note?.text ?? ''}
      </p>
    </section>
  );
}
