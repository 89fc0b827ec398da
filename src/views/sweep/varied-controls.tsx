// What differs from row to row: s, or the timesteps in which it acts.

import type { ReactElement } from 'react';
import { Choice, type Option } from '../../controls/choice';
import { Slider } from '../../controls/slider';
import { Formula } from '../../controls/symbols';
import { TextField } from '../../controls/text-field';
import type { SweepOf } from '../../sweep/asked';
import type { SweepSettings } from '../../sweep/sweep';
import { intervalsType, MOST_SCALES, scalesType } from '../../sweep/sweep-address';
import { intervalsText, scalesText } from './shown';

type Vary = SweepSettings['vary'];

const VARIED: readonly Option<Vary>[] = [
  { value: 'scale', label: 'Scale' },
  { value: 'interval', label: 'Interval' },
];
const S = (
  <Formula>
    <mi>s</mi>
  </Formula>
);
const T = (
  <Formula>
    <mi>t</mi>
  </Formula>
);

/** As a person types it, with commas or blanks between. */
const listed = (text: string): string =>
  text
    .trim()
    .split(/\s*[,;]\s*|\s+/)
    .join('_');
const scalesIn = (text: string) => scalesType.read(listed(text));
const intervalsIn = (text: string) =>
  intervalsType.read(listed(text.replaceAll(/\s*[-–]\s*|\s+to\s+/g, '-')));

interface VariedControlsProps {
  readonly of: SweepOf | null;
  readonly settings: SweepSettings;
  readonly set: (changes: Partial<SweepSettings>) => void;
}

export function VariedControls({ of, settings, set }: VariedControlsProps): ReactElement {
  const { vary, scales, intervals } = settings;
  return (
    <>
      <Choice
        label="Varied"
        info="What differs from row to row: the guidance scale s, or at one s the timesteps t in which it acts (Kynkäänniemi et al. 2024)."
        options={VARIED}
        value={vary}
        look="segments"
        onChange={(value) => set({ vary: value })}
      />
      {vary === 'scale' ? (
        <TextField
          label="Scales"
          symbol={S}
          info="A row of samples for each guidance scale. At first those of the guide in use."
          value={scalesText(scales ?? of?.scales ?? [])}
          refusal={(text) => scalesRefusal(text, of)}
          onChange={(text) => set({ scales: scalesIn(text) ?? null })}
        />
      ) : (
        <>
          <TextField
            label="Intervals"
            symbol={T}
            info="A row of samples for each, both ends included; “all” is all of t. Outside of it a step is unguided (classifier-free: s is at most 1)."
            value={intervalsText(intervals ?? of?.intervals ?? [])}
            refusal={(text) => intervalsRefusal(text, of)}
            onChange={(text) => set({ intervals: intervalsIn(text) ?? null })}
          />
          {of?.guide && (
            <Slider
              label="Scale"
              symbol={S}
              info="The guidance scale in every row."
              value={of.at}
              min={of.guide.scale.min}
              max={of.guide.scale.max}
              step={(of.guide.scale.max - of.guide.scale.min) / 64}
              largeStep={(of.guide.scale.max - of.guide.scale.min) / 8}
              ticks={[...of.guide.scale.row]}
              format={String}
              live={false}
              onChange={(at) => set({ at })}
            />
          )}
        </>
      )}
    </>
  );
}

function scalesRefusal(text: string, of: SweepOf | null): string | null {
  const scales = scalesIn(text);
  if (scales === undefined || scales === null) {
    return `Numbers of 0 or more with commas between them, at most ${MOST_SCALES}: 0, 1, 4.`;
  }
  const range = of?.guide?.scale;
  const outside = range === undefined ? undefined : scales.find((s) => s < range.min || s > range.max);
  return outside === undefined || range === undefined
    ? null
    : `${of?.guide?.title ?? 'This guide'} goes from ${range.min} to ${range.max}, got ${outside}.`;
}

function intervalsRefusal(text: string, of: SweepOf | null): string | null {
  const intervals = intervalsIn(text);
  const last = (of?.pack.scheduler.trainTimesteps ?? 1000) - 1;
  if (intervals === undefined || intervals === null) {
    return `Two timesteps each, the lower first, with commas between: all, 200-${last}, 0-600. At most ${MOST_SCALES}.`;
  }
  const outside = intervals.find((each) => each !== null && each[0] > last);
  return outside ? `t goes from 0 to ${last}, got ${outside.join('-')}.` : null;
}
