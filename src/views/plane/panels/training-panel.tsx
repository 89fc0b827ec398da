// Training in the tab: its buttons, how far it is, what it loses, and what decides it.

import type { ReactElement } from 'react';
import { Button } from '../../../controls/button';
import { Choice, type Option } from '../../../controls/choice';
import { Info } from '../../../controls/info';
import { SeedField } from '../../../controls/seed-field';
import { Slider } from '../../../controls/slider';
import { planeLimits, planeOf, planeWidths, type PlaneSettings } from '../../../worlds/plane/settings';
import { type State, settingsOf } from '../../../history/state';
import type { TrainingState } from '../../../worlds/plane/training';
import { useNudge } from '../../../store/use-store';
import type { PlaneSchedule } from '../../../terms/plane';
import hidden from '../../run/announced.module.css';
import { LossPlot } from './loss-plot';
import styles from './panels.module.css';
import { type OpenedPlane } from '../../../worlds/plane/use-plane';
import { trainingOf } from '../../../worlds/plane/state';

const WIDTHS: readonly Option<number>[] = planeWidths.map((width) => ({
  value: width,
  label: String(width),
}));
const SCHEDULES: readonly Option<PlaneSchedule>[] = [
  { value: 'cosine', label: 'Cosine' },
  { value: 'linear', label: 'Linear' },
];

const selectTraining = (state: State): TrainingState | null => trainingOf(state);
const selectReady = (state: State): boolean => state.model.pack !== null && state.model.backend !== null;
const selectPlane = (state: State): PlaneSettings => planeOf(settingsOf(state));

export function TrainingPanel({ plane }: { plane: OpenedPlane }): ReactElement {
  const { actions, plane: own } = plane;
  const training = useNudge(selectTraining);
  const ready = useNudge(selectReady);
  const { width, schedule, mostSteps, trainSeed } = useNudge(selectPlane);
  const going = training?.status === 'training';
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>
        Training
        <Info about="training">
          A small network learns in this tab to say which noise was added to a point of the data: v for each
          xₜ and t. Beside it a classifier learns the class from noised points. Nothing leaves your device.
        </Info>
      </h2>
      <div className={styles.buttons}>
        {going ? (
          <Button
            icon="pause"
            disabled={!ready}
            about="The networks stay as they are by now, and can be sampled; Train goes on from here."
            onClick={() => own.train('pause')}
          >
            Pause training
          </Button>
        ) : (
          <Button
            icon="play"
            disabled={!ready}
            about="Adam on the mean square of what the denoiser misses of v, at random t and noise; beside it the classifiers on their cross entropy."
            onClick={() => own.train('start')}
          >
            Train
          </Button>
        )}
        <Button
          icon="restart"
          disabled={!ready}
          about="Back to the first weights of the training seed: the same training can begin again."
          onClick={() => own.train('reset')}
        >
          Reset training
        </Button>
        <Button
          disabled={!ready}
          about="A new run of the chain from x_T, with the networks as they are now."
          onClick={actions.restart}
        >
          Sample
        </Button>
      </div>
      <p className={styles.text}>{sentenceOf(training)}</p>
      <p className={hidden.hidden} aria-live="polite">
        {spokenOf(training?.status ?? null)}
      </p>
      <LossPlot training={training} />
      <details className={styles.details}>
        <summary>What decides it</summary>
        <div className={styles.fields}>
          <Choice
            label="Schedule"
            info="How ᾱ falls with t: cosine keeps more of the signal for longer than linear. A change needs a new training."
            options={SCHEDULES}
            value={schedule}
            look="segments"
            onChange={(value) => own.setPlane({ schedule: value })}
          />
          <Choice
            label="Width"
            info="Hidden units of a layer of the denoiser. Wider learns finer shapes, and more slowly."
            options={WIDTHS}
            value={width}
            look="segments"
            onChange={(value) => own.setPlane({ width: value })}
          />
          <Slider
            label="Training steps"
            info="Training ends here at the latest; the learning rate falls to zero toward it. It ends earlier when the loss no longer falls."
            value={mostSteps}
            min={planeLimits.mostSteps.min}
            max={planeLimits.mostSteps.max}
            step={200}
            largeStep={1000}
            format={(value) => value.toFixed(0)}
            live={false}
            onChange={(value) => own.setPlane({ mostSteps: value })}
          />
          <SeedField
            label="Training seed"
            info="Decides the first weights, the points, their noise and t: the same seed gives the same training on the same backend."
            value={trainSeed}
            onChange={(value) => own.setPlane({ trainSeed: value })}
            onDraw={() => own.setPlane({ trainSeed: Math.floor(Math.random() * 10_000) })}
          />
        </div>
      </details>
    </section>
  );
}

/** What a screen reader says when it changes, and never four times a second. */
export function spokenOf(status: TrainingState['status'] | null): string {
  switch (status) {
    case null:
    case 'shipped':
    case 'untrained':
      return '';
    case 'training':
      return 'Training.';
    case 'paused':
      return 'Training paused.';
    case 'converged':
      return 'Training has ended by itself: the loss no longer fell.';
    case 'finished':
      return 'Training finished.';
    case 'not-a-number':
      return 'A loss was not a number: training has stopped.';
  }
}

export function sentenceOf(training: TrainingState | null): string {
  if (training === null) return 'Nothing to learn yet.';
  const { status, step, seconds, note } = training;
  const sofar = `${step.toLocaleString('en')} steps in ${seconds.toFixed(0)} s`;
  switch (status) {
    case 'shipped':
      return 'The learned networks were trained before; Train begins from nothing, here.';
    case 'untrained':
      return 'The learned networks know nothing yet.';
    case 'training':
      return `${sofar}; the samples are renewed every second.${note === null ? '' : ` ${note}`}`;
    case 'paused':
      return `Paused after ${sofar}.`;
    case 'converged':
      return `Ended by itself after ${sofar}: the loss no longer fell.`;
    case 'finished':
      return `Finished: ${sofar}.`;
    case 'not-a-number':
      return `A loss was not a number after step ${step.toLocaleString('en')}: training has stopped, and the networks are as they were before it. Reset the training, or train a narrower network.`;
  }
}
