// The changes of class, scale and interval, over the timeline: each where it was made, and those that are too near to each other as
// one that opens their list.

import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { ExplainedButton } from '../../controls/explained-button';
import { steeringMarks, type SteeringMark } from '../../history/steering-marks';
import { useNudgeFrame } from '../../store/use-store';
import { actsText } from '../../terms/interval';
import { guideOf, type PackInfo } from '../../terms/pack-info';
import { clusters } from './mark-clusters';
import styles from './marks.module.css';
import { selectClasses, selectCount, selectPack, selectSteps, targetWords } from './selectors';

/** Of a monospaced letter, and of a mark's arrow and the gap behind it, in em. */
const LETTER = 0.62;
const AROUND = 1.5;

interface Room {
  readonly width: number;
  /** Pixels of an em. */
  readonly em: number;
}

export function Marks(): ReactElement {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const { width: room, em } = useRoom(box);
  const steps = useNudgeFrame(selectSteps);
  const classes = useNudgeFrame(selectClasses);
  const pack = useNudgeFrame(selectPack);
  const count = useNudgeFrame(selectCount);
  const found = useMemo(() => {
    const widthOf = (text: string): number => (text.length * LETTER + AROUND) * em;
    const placed = steeringMarks(steps).map((mark) => ({
      at: (mark.index / count) * room,
      mark,
      width: widthOf(markText(mark, classes, pack)),
    }));
    return clusters(placed, room, (n) => widthOf(togetherText(n)));
  }, [steps, classes, pack, count, room, em]);
  return (
    <ul className={styles.marks} ref={setBox} aria-label="Changes of class and scale">
      {found.map(({ at, marks }) => (
        <li key={marks[0]?.index} className={styles.mark} style={{ left: `${at}px` }}>
          {marks.length === 1 && marks[0] !== undefined ? (
            markText(marks[0], classes, pack)
          ) : (
            <ExplainedButton
              button={{ className: styles.several, children: togetherText(marks.length) }}
              name={togetherText(marks.length)}
            >
              <ol className={styles.list}>
                {marks.map((mark) => (
                  <li key={mark.index}>
                    t = {mark.t}: {markText(mark, classes, pack)}
                  </li>
                ))}
              </ol>
            </ExplainedButton>
          )}
        </li>
      ))}
    </ul>
  );
}

function togetherText(count: number): string {
  return `${count} changes`;
}

/** "y = 7", "s = 12.0", a guide's title, or several of them. */
export function markText(
  { target, guidanceScale, guidanceInterval, guide }: SteeringMark,
  classes: readonly string[],
  pack: PackInfo | null,
): string {
  return [
    guide === null || pack === null ? '' : (guideOf(pack, guide.id)?.title ?? ''),
    target === null ? '' : `y = ${targetWords(classes, target)}`,
    guidanceScale === null ? '' : `s = ${guidanceScale.toFixed(1)}`,
    guidanceInterval === null ? '' : `guided at ${actsText(guidanceInterval.acts)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function useRoom(box: HTMLElement | null): Room {
  const [room, setRoom] = useState<Room>({ width: 640, em: 12 });
  useEffect(() => {
    if (box === null) return;
    const observer = new ResizeObserver(() =>
      setRoom({ width: box.clientWidth, em: Number.parseFloat(getComputedStyle(box).fontSize) }),
    );
    observer.observe(box);
    return () => observer.disconnect();
  }, [box]);
  return room;
}
