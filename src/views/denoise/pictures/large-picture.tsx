// x_t of a lane, large: the one that is looked at, or the one to compare it with.

import { Suspense, useMemo, type ReactElement } from 'react';
import { IconButton } from '../../../controls/button';
import { Formula, PredX0, XAt, XPrev } from '../../../controls/symbols';
import type { State } from '../../../history/state';
import { useActions, useNudge, useNudgeFrame } from '../../../store/use-store';
import {
  guideOfCell,
  targetWords,
  selectAlone,
  selectClasses,
  selectIsPair,
  selectLarge,
  selectLargeGuided,
  selectLargeSteers,
  selectOther,
  selectOtherGuided,
  selectOtherSteers,
  selectSettings,
  selectFinished,
  selectTOnScreen,
  type Role,
} from '../../run/selectors';
import { NudgeSymbol } from '../mathematics/nudge-symbol';
import { scaleAt } from '../../../terms/lane';
import type { Target } from '../../../terms/target';
import styles from './large-picture.module.css';
import { useLooking, type Phase } from '../looking';
import {
  paintLargePredX0,
  paintLargeXt,
  paintMean,
  paintOtherMean,
  paintOtherShifted,
  paintOtherXPrev,
  paintOtherXt,
  paintShifted,
  paintXPrev,
} from './paint';
import { VerdictLine } from '../later';
import { ProbedPicture } from './probed-picture';

const SHOWN = {
  xt: { name: 'x_t', paint: { large: paintLargeXt, other: paintOtherXt }, symbol: null },
  mean: { name: 'μ', paint: { large: paintMean, other: paintOtherMean }, symbol: <mi>μ</mi> },
  shifted: {
    name: 'μ and nudge',
    paint: { large: paintShifted, other: paintOtherShifted },
    symbol: (
      <mrow>
        <mi>μ</mi>
        <mo>+</mo>
        <NudgeSymbol />
      </mrow>
    ),
  },
  next: { name: 'x_prev', paint: { large: paintXPrev, other: paintOtherXPrev }, symbol: <XPrev /> },
} as const;

/** What the large pictures show while a step is taken in slow motion: it comes about in them. */
function shownIn(phase: Phase | null): keyof typeof SHOWN {
  if (phase === 'mean') return 'mean';
  if (phase === 'nudge') return 'shifted';
  return phase === 'noise' || phase === 'next' ? 'next' : 'xt';
}

/** Longer than fits above a picture: the whole of it stands where it was asked for. */
const LONGEST_TITLE = 12;

function titleWords(classes: readonly string[], target: Target): string {
  const words = targetWords(classes, target);
  if (target.kind === 'class' || words.length <= LONGEST_TITLE) return `toward ${words}`;
  return target.kind === 'prompt' ? 'by the prompt' : 'by attributes';
}

export function LargePicture({ role }: { role: Role }): ReactElement {
  const classes = useNudge(selectClasses);
  const isPair = useNudge(selectIsPair);
  const isRow = useNudge(selectSettings).layout.scales !== 'set';
  const alone = useNudge(selectAlone);
  const t = useNudgeFrame(selectTOnScreen);
  const { phase } = useLooking();
  const lane = useNudgeFrame(role === 'large' ? selectLarge : selectOther) ?? 0;
  const steers = useNudgeFrame(role === 'large' ? selectLargeSteers : selectOtherSteers);
  const { target, guidanceScale, seed } = steers;
  const by = useNudge(useMemo(() => (state: State) => guideOfCell(state, lane)?.title, [lane]));
  const title = by ?? titleWords(classes, target);
  const guided = useNudgeFrame(role === 'large' ? selectLargeGuided : selectOtherGuided);
  const finished = useNudgeFrame(selectFinished);
  const s = t === null || finished ? guidanceScale : scaleAt(steers, t);
  const aside = isPair ? (role === 'large' ? '' : 'same noise, ') : `seed ${seed}, `;
  const shown = SHOWN[shownIn(phase)];
  return (
    <figure className={styles.large} data-lane={guided ? 'guided' : 'unguided'}>
      <figcaption className={styles.title} data-long={guided && title.length > 'toward 1234'.length}>
        <b>
          {alone ? (
            'The model alone'
          ) : guided && guidanceScale === 0 ? (
            'At s = 0, not guided'
          ) : guided ? (
            <>
              <span className={styles.wide}>Guided</span> {by === undefined ? '' : 'by '}
              {title}
            </>
          ) : (
            'Not guided'
          )}
        </b>
        <span className={styles.aside}>
          <span className={isPair || isRow ? styles.wide : undefined}>{aside}</span>
          <Formula>{shown.symbol ?? <XAt at={t ?? 'T'} />}</Formula>
          {alone ? (
            ''
          ) : (
            <span className={isPair || isRow ? styles.scale : styles.wide}>
              , s = {guided ? s.toFixed(1) : '0'}
            </span>
          )}
        </span>
      </figcaption>
      <ProbedPicture
        label={`${guided ? (guidanceScale === 0 ? 'At s = 0,' : 'Guided') : 'Unguided'} ${shown.name}`}
        paint={shown.paint[role]}
        frame={guided ? 'guide' : 'model'}
      />
      <div className={styles.foot}>
        <Suspense fallback={<div className={styles.verdict} />}>
          <VerdictLine lane={lane} first={role === 'large'} />
        </Suspense>
        {role === 'other' && <MakeLarge lane={lane} guided={guided} />}
      </div>
    </figure>
  );
}

/** Of a pair: what stands below is of the lane at the left. */
function MakeLarge({ lane, guided }: { lane: number; guided: boolean }): ReactElement {
  const { setFocus } = useActions();
  return (
    <IconButton
      label={guided ? 'Look at the guided lane' : 'Look at the unguided lane'}
      about="The two change places. All that stands below and beside, the parts, the equation, the curves, is of the lane at the left."
      icon="swap"
      onClick={() => setFocus(lane)}
    />
  );
}

/** Beside a model that runs alone there is no twin: what it expects, large. */
export function LargePredictedX0(): ReactElement {
  return (
    <figure className={styles.large} data-lane="unguided">
      <figcaption className={styles.title}>
        <b>What it expects</b>
        <span className={styles.aside}>
          <Formula>
            <PredX0 />
          </Formula>
        </span>
      </figcaption>
      <ProbedPicture label="Unguided predicted x_0" paint={paintLargePredX0} frame="model" />
    </figure>
  );
}
