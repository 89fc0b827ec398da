// The step taken apart: x̂_0, clamped, mean, noise, the K updates with their two forces, and the words nearest to x after
// each; with the rule that it used and its live values.

import { useMemo, useState, type ReactElement } from 'react';
import { Toggle } from '../../controls/button';
import { Info } from '../../controls/info';
import { lengthAt } from '../../diffusion/rules/update';
import { roundingOf } from '../../diffusion/words/sentence';
import { partsOf } from '../../diffusion/words/step-apart';
import { formatSmall } from '../../plots/format';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { scaleAt } from '../../terms/lane';
import type { PackInfo } from '../../terms/pack-info';
import type { Sampler } from '../../terms/scheduler';
import type { Step } from '../../terms/step';
import { selectLarge, selectPack, selectSampler, selectStep } from '../run/selectors';
import styles from './panels.module.css';

const INFO = (
  <Info about="the step taken apart">
    Diffusion-LM, §4.3. Each update is x ← x + s·length·sign(g − 2λ(x − μ)/σ): one force toward what is asked
    for, one back to the mean, which keeps it fluent. Sizes are RMS per number. At the place that is followed,
    or else at the whole sentence, the words nearest to x.
  </Info>
);

/** Words of a whole sentence that are shown. */
const FEW = 9;

export function Apart({ followed }: { readonly followed: number | null }): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <section>
      <h2 className={styles.title}>
        <Toggle
          pressed={open}
          onChange={setOpen}
          about="This one step: x̂₀, clamped, mean, noise, the K updates."
        >
          Take the step apart
        </Toggle>
        {INFO}
      </h2>
      {open && <Parts followed={followed} />}
    </section>
  );
}

function Parts({ followed }: { readonly followed: number | null }): ReactElement | null {
  const step = useNudgeFrame(selectStep);
  const pack = useNudge(selectPack);
  const large = useNudgeFrame(selectLarge);
  const sampler = useNudgeFrame(selectSampler);
  const rows = useMemo(
    () =>
      step === null || pack === null
        ? []
        : partsOf(step, large).map((part) => ({ ...part, words: nearestWords(part.x, pack, followed) })),
    [step, pack, large, followed],
  );
  if (step === null || pack === null) return null;
  return (
    <>
      <p className={styles.facts}>{ruleInWords(step, large, pack, sampler)}</p>
      <table className={styles.table} aria-label="The step taken apart">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">RMS</th>
            <th scope="col">{followed === null ? 'Nearest words' : `Nearest word at place ${followed}`}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, size, back, words }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={styles.number}>
                {back === undefined ? formatSmall(size) : `${formatSmall(size)} → · ${formatSmall(back)} ←`}
              </td>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function nearestWords(x: Float32Array | null, pack: PackInfo, followed: number | null): string {
  const rounding = roundingOf(pack);
  const words = pack.text?.words ?? [];
  if (x === null || rounding === null) return '';
  const d = rounding.embeddingDim;
  const some =
    followed === null ? x.subarray(d, (FEW + 1) * d) : x.subarray(followed * d, (followed + 1) * d);
  return Array.from(rounding.nearest(some), (token) => words[token] ?? '').join(' ');
}

function ruleInWords(
  { rule, lanes, transition, updates }: Step,
  lane: number,
  pack: PackInfo,
  sampler: Sampler['kind'],
): string {
  const own = lanes[lane];
  const s = own === undefined ? 0 : scaleAt(own, transition.t);
  if (rule.kind === 'mean-shift') {
    return sampler === 'ddim'
      ? `Algorithm 2: s = ${s.toFixed(2)}, g at xₜ, taken into ε.`
      : `Algorithm 1: s = ${s.toFixed(2)}, Σ = ${formatSmall(transition.variance)}, g at xₜ.`;
  }
  if (updates.length === 0) return 'K updates: none in the last steps, where words are settled.';
  const share = transition.prevT / pack.scheduler.trainTimesteps;
  const length = formatSmall(s * lengthAt(rule, share));
  return `K updates: K = ${rule.count}, s·length = ${length}, λ = ${rule.weight}, σ = ${formatSmall(Math.sqrt(transition.variance))}, ${rule.sign ? 'sign of the force' : 'the force itself'}, g at t = ${transition.prevT}.`;
}
