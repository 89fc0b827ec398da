// Asks the networks about a batch: the denoiser, and for each lane the guide that steers it.

import { invariant, NudgeError } from '../terms/errors';
import type { Lane } from '../terms/lane';
import type { Still } from '../diffusion/take-step';
import type { Denoiser, Guidance, Guide, NetworkOutputs } from '../terms/networks';
import type { Samples } from '../terms/sample';
import type { Target } from '../terms/target';

export interface Networks {
  readonly denoiser: Denoiser;
  /** By id, the pack's first one first; empty where nothing guides. */
  readonly guides: ReadonlyMap<string, Guide>;
}

/** A batch of x_t, each at a t of its own. */
export interface Batch {
  readonly xt: Samples; // [B, H, W, C]
  readonly t: Float32Array; // [B]
  readonly before: Samples | null; // [B, H, W, C]
  /** What the guide is asked about each, [B]; null does not ask it. */
  readonly guided: readonly Guided[] | null;
  /** Whether the denoiser is asked. */
  readonly denoiser: boolean;
  /** The classes with which it is asked once more, [B], -1 for none; absent: of no lane. */
  readonly classes?: Int32Array | null;
  /** Whether it is asked with them only; absent: no. */
  readonly always?: boolean;
  /** Lanes that the guide is not asked about again; absent: none. */
  readonly still?: Still | null;
}

export interface Guided {
  readonly target: Target;
  /** Absent: the first one. */
  readonly guide?: string;
  /** With a rule of its own no guide is asked about it. */
  readonly rule?: Lane['rule'];
  /** True: the guide is not asked about it. Absent: it is. */
  readonly unasked?: boolean;
}

/**
 * All are asked before any is awaited, so that they share the way to the GPU and back.
 *
 * @throws NudgeError `not-a-number` when a network produces NaN or infinity
 */
export async function ask({ denoiser, guides }: Networks, batch: Batch): Promise<NetworkOutputs> {
  const { t, guided } = batch;
  const [predicted, guidance] = await Promise.all([
    batch.denoiser ? askDenoiser(denoiser, batch) : null,
    guided === null || guides.size === 0 ? null : askGuides(guides, batch, guided),
  ]);
  const { modelOutput = null, conditional = null } = predicted ?? {};
  for (const output of [modelOutput, conditional]) if (output !== null) requireFinite('denoiser', output, t);
  if (guidance !== null) requireFinite('guide', guidance.gradient, t);
  return { modelOutput, ...(conditional === null ? {} : { conditional }), guidance };
}

/** Lanes that ask for it with their class as well go with it in one batch, behind the others. */
async function askDenoiser(
  denoiser: Denoiser,
  { xt, t, before, classes = null, always = false }: Batch,
): Promise<{ readonly modelOutput: Samples; readonly conditional: Samples | null }> {
  const batch = t.length;
  const lanes = Array.from(t.keys()).filter((lane) => (classes?.[lane] ?? -1) >= 0);
  if (classes === null || always || lanes.length === 0) {
    return { modelOutput: await denoiser.predict(xt, t, before, always ? classes : null), conditional: null };
  }
  const all = [...t.keys(), ...lanes];
  const output = await denoiser.predict(
    gathered(xt, all, batch),
    Float32Array.from(all, (lane) => t[lane]!),
    before && gathered(before, all, batch),
    Int32Array.from(all, (lane, i) => (i < batch ? -1 : classes[lane]!)),
  );
  const size = output.length / all.length;
  const modelOutput = output.slice(0, batch * size);
  const conditional = modelOutput.slice();
  lanes.forEach((lane, i) => {
    conditional.set(output.subarray((batch + i) * size, (batch + i + 1) * size), lane * size);
  });
  return { modelOutput, conditional };
}

async function askGuides(
  guides: ReadonlyMap<string, Guide>,
  { xt, t, before, still = null }: Batch,
  guided: readonly Guided[],
): Promise<Guidance | null> {
  const first = [...guides.keys()][0];
  const batch = guided.length;
  const groups = new Map<string | undefined, number[]>();
  guided.forEach(({ guide = first, rule, unasked = false }, lane) => {
    if (rule !== undefined || unasked || still?.lanes[lane] === true) return;
    const group = groups.get(guide);
    if (group === undefined) groups.set(guide, [lane]);
    else group.push(lane);
  });
  const asked = [...groups].map(async ([id, lanes]) => {
    const guide = id === undefined ? undefined : guides.get(id);
    invariant(guide !== undefined, `guide: expected one of ${[...guides.keys()].join(', ')}, got ${id}`);
    const targets = lanes.map((lane) => guided[lane]!.target);
    if (lanes.length === batch) return { lanes, guidance: await guide.evaluate(xt, t, targets, before) };
    const some = (values: Samples): Samples => gathered(values, lanes, batch);
    const times = Float32Array.from(lanes, (lane) => t[lane]!);
    const guidance = await guide.evaluate(some(xt), times, targets, before && some(before));
    return { lanes, guidance };
  });
  const parts: Part[] = await Promise.all(asked);
  if (still !== null) parts.push(partOf(still, batch));
  if (parts.length === 0) return null;
  return parts[0]!.lanes.length === batch ? parts[0]!.guidance : scattered(parts, batch);
}

/** What was said of the lanes that stand still. */
function partOf({ guidance, lanes: stands }: Still, batch: number): Part {
  const lanes = stands.flatMap((stood, lane) => (stood ? [lane] : []));
  const some = (values: Samples): Samples => gathered(values, lanes, batch);
  const { value, gradient, beliefs } = guidance;
  return {
    lanes,
    guidance: { value: some(value), gradient: some(gradient), beliefs: beliefs && some(beliefs) },
  };
}

/** Rows of [B, N] at some lanes. */
function gathered(values: Samples, lanes: readonly number[], batch: number): Samples {
  const size = values.length / batch;
  const out = new Float32Array(lanes.length * size);
  lanes.forEach((lane, i) => out.set(values.subarray(lane * size, (lane + 1) * size), i * size));
  return out;
}

interface Part {
  readonly lanes: readonly number[];
  readonly guidance: Guidance;
}

/** The other way, for everything that the guides have said. The guides of a pack have beliefs about the same slots. */
function scattered(parts: readonly Part[], batch: number): Guidance {
  const of = (pick: (guidance: Guidance) => Samples): Samples => {
    const size = pick(parts[0]!.guidance).length / parts[0]!.lanes.length;
    const out = new Float32Array(batch * size);
    for (const { lanes, guidance } of parts) {
      const values = pick(guidance);
      lanes.forEach((lane, i) => out.set(values.subarray(i * size, (i + 1) * size), lane * size));
    }
    return out;
  };
  const believe = parts.every(({ guidance }) => guidance.beliefs !== null);
  return {
    value: of(({ value }) => value),
    gradient: of(({ gradient }) => gradient),
    beliefs: believe ? of(({ beliefs }) => beliefs!) : null,
  };
}

function requireFinite(network: string, values: Samples, t: Float32Array): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      const lane = Math.floor((i * t.length) / values.length);
      throw new NudgeError(
        'not-a-number',
        `The ${network} produced ${values[i]} at t = ${t[lane]}.`,
        'The weights may be damaged, or this device computes them wrongly; try another model or ?backend=wasm.',
      );
    }
  }
}
