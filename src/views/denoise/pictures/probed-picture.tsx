// A picture of the view: it draws itself, marks the pixel that is looked at, and lets one be pointed at. A click
// holds the pixel and takes the step apart, for there its equation stands.

import type { ReactElement } from 'react';
import { Picture } from '../../../plots/picture';
import type { State } from '../../../history/state';
import { useNudge } from '../../../store/use-store';
import { selectShape } from '../../run/selectors';
import { useLooking, type Pixel } from '../looking';
import { usePainted } from '../../run/use-painted';

interface ProbedPictureProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly paint: (canvas: HTMLCanvasElement, state: State) => void;
  readonly frame?: 'guide' | 'model' | 'none';
}

export function ProbedPicture({
  label,
  description,
  paint,
  frame = 'none',
}: ProbedPictureProps): ReactElement {
  const canvas = usePainted(paint);
  const shape = useNudge(selectShape);
  const { pixel, hover, pin, pinned, setApart } = useLooking();
  const pick = (picked: Pixel): void => {
    const again =
      pinned &&
      pixel?.row === picked.row &&
      pixel.column === picked.column &&
      pixel.channel === picked.channel;
    pin(again ? null : picked);
    if (!again) setApart(true); // where its equation stands
  };
  return (
    <Picture
      label={label}
      description={description}
      canvas={canvas}
      shape={shape}
      frame={frame}
      pixel={pixel}
      onHover={pinned ? undefined : hover}
      onPick={pick}
    />
  );
}
