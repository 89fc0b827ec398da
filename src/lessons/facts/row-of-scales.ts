import { isComplete } from '../../history/path';
import { currentPath, type State } from '../../history/state';
import { classesOf } from '../../terms/pack-info';
import { classOf } from '../../terms/target';

/** One noise under a row of scales: from which s on the judge reads what was asked. */
export function rowOfScales(state: State) {
  const path = currentPath(state);
  const { pack } = state.model;
  const lanes = path.steps.at(-1)?.lanes ?? [];
  if (!isComplete(path) || path.verdicts === null || pack === null) return null;
  const rows = lanes.flatMap(({ target, guidanceScale, seed }, lane) => {
    const asked = classOf(target);
    const verdict = path.verdicts?.[lane];
    return asked === null || verdict === undefined
      ? []
      : [{ asked, seed, scale: guidanceScale, read: verdict.label }];
  });
  const [first] = rows;
  if (
    first === undefined ||
    rows.length < 4 ||
    rows.some(({ seed, asked }) => seed !== first.seed || asked !== first.asked)
  )
    return null;
  if (rows.some(({ scale }, i) => i > 0 && scale <= (rows[i - 1]?.scale ?? 0))) return null;
  const wrong = rows.findLastIndex(({ read }) => read !== first.asked);
  const classes = classesOf(pack);
  return {
    asked: classes[first.asked] ?? String(first.asked),
    from: rows[wrong + 1]?.scale ?? null,
    alone: first.scale === 0 ? (classes[first.read] ?? String(first.read)) : null,
    all: rows.map(({ scale, read }) => `${classes[read] ?? read} at ${scale}`).join(', '),
  };
}
