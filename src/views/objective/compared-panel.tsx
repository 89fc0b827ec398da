// Of what the bound is: the picture that is shown, a set of pictures, or the pack's own against others.

import { useEffect, useMemo, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import { Choice, type Option } from '../../controls/choice';
import type { State } from '../../history/state';
import { useNudge, useOpened } from '../../store/use-store';
import { addToSet, compare, isInSet, patchCompared, takeFromSet } from '../../worlds/images/bound/compare';
import type { Compared, Comparison } from '../../worlds/images/bound/compared';
import { findForeign } from '../../worlds/images/bound/foreign';
import { comparedOf } from '../../worlds/images/bound/lanes';
import type { PictureSource } from '../../worlds/images/noise-settings';
import { useNoiseActions } from '../../worlds/images/use-noise';
import { readPackFile } from '../../worlds/images/sheet';
import { classOfImage, selectSheet, selectSource, selectTrueClass } from '../picture/shown';
import { labelOf, selectClasses, selectPack } from '../run/selectors';
import view from '../picture/view.module.css';
import styles from './objective.module.css';

const KINDS: readonly Option<Comparison>[] = [
  { value: 'one', label: 'One' },
  { value: 'set', label: 'A set' },
  { value: 'foreign', label: 'Foreign' },
];

export const selectCompared = (state: State): Compared => comparedOf(state);

export function ComparedPanel(): ReactElement {
  const nudge = useOpened();
  const { kind } = useNudge(selectCompared);
  useForeign(kind === 'foreign');
  return (
    <>
      <Choice
        label="Measured"
        info="The picture that is shown; a set of them, whose bounds are averaged, with 95 % intervals; or a picture of the model’s own kind against a foreign one, and against itself with its pixels shuffled."
        options={KINDS}
        value={kind}
        look="segments"
        onChange={(next) => compare(nudge, next)}
      />
      {kind === 'set' && <SetPanel />}
    </>
  );
}

const ofSheet = (index: number): PictureSource => ({ kind: 'sheet', index });

function SetPanel(): ReactElement {
  const nudge = useOpened();
  const compared = useNudge(selectCompared);
  const source = useNudge(selectSource);
  const sheet = useNudge(selectSheet);
  const pack = useNudge(selectPack);
  const classes = useNudge(selectClasses);
  const shownClass = useNudge(selectTrueClass);
  const { set } = compared;
  const isIn = isInSet(compared, source);
  const count = sheet?.count ?? 0;
  const all = Array.from({ length: count }, (_, index) => index);
  const own = set.filter(({ kind }) => kind !== 'sheet').length;
  return (
    <div className={styles.set} role="group" aria-label="The set">
      <div className={styles.buttons}>
        <Button
          about={isIn ? 'The others stay.' : 'The picture that is shown, also one that is drawn or opened.'}
          onClick={() => (isIn ? takeFromSet(nudge, source) : addToSet(nudge, [source]))}
        >
          {isIn ? 'Take out this picture' : 'Add this picture'}
        </Button>
        <Button
          about="Spread evenly over the sheet."
          disabled={count < 10}
          onClick={() =>
            addToSet(
              nudge,
              Array.from({ length: 10 }, (_, i) => ofSheet(Math.floor(((i + 0.5) * count) / 10))),
            )
          }
        >
          Ten of the sheet
        </Button>
        {shownClass !== null && (
          <Button
            about="Every picture of the sheet that is of the class of the one that is shown."
            disabled={count === 0}
            onClick={() =>
              addToSet(nudge, all.filter((index) => classOfImage(index, pack) === shownClass).map(ofSheet))
            }
          >
            {`All of class ${labelOf(classes, shownClass)}`}
          </Button>
        )}
        <Button
          about="What is measured of the pictures is kept for when they are chosen again."
          disabled={set.length === 0}
          onClick={() => patchCompared(nudge, { set: [] })}
        >
          Empty the set
        </Button>
      </div>
      {own > 0 && (
        <p className={view.said}>
          {own === 1 ? 'One picture of the set is' : `${own} pictures of the set are`} drawn or opened: a link
          leaves {own === 1 ? 'it' : 'them'} out.
        </p>
      )}
    </div>
  );
}

/** The sheet as check boxes, and pictures that are opened at once. What comes into the set is shown. */
export function useMany() {
  const nudge = useOpened();
  const compared = useNudge(selectCompared);
  const noise = useNoiseActions();
  return useMemo(
    () => ({
      has: (index: number) => isInSet(compared, ofSheet(index)),
      onChange: (index: number, isIn: boolean) => {
        if (!isIn) takeFromSet(nudge, ofSheet(index));
        else if (addToSet(nudge, [ofSheet(index)])) noise.pick(index);
      },
      onOpened: (texts: readonly string[]) => {
        addToSet(
          nudge,
          texts.map((text) => ({ kind: 'image', text })),
        );
      },
    }),
    [nudge, compared, noise],
  );
}

/** A sheet of another pack is wanted. */
function useForeign(isWanted: boolean): void {
  const nudge = useOpened();
  const pack = useNudge(selectPack);
  useEffect(() => {
    if (!isWanted || pack === null) return;
    void findForeign(nudge, pack, new URL('models/', document.baseURI).href, readPackFile);
  }, [isWanted, nudge, pack]);
}
