// What steers, where that is no class: the guide, and what it is asked for.

import type { ReactElement } from 'react';
import { Choice } from '../../../controls/choice';
import { useActions, useNudge } from '../../../store/use-store';
import { selectGuide, selectPack } from '../../run/selectors';
import { PromptField } from './prompt-field';

const GUIDE_INFO = (
  <>
    <p>
      What gives g, the gradient. A classifier with a head for each attribute gives that of log p of what is
      asked for; a CLIP gives that of how well x<sub>t</sub> fits the prompt. A change acts from the next step
      on.
    </p>
    <p>
      The clean CLIP has never seen noise: asked about x<sub>t</sub> it is lost, asked about x̂<sub>0</sub>,
      through the denoiser, it can guide.
    </p>
  </>
);

export function Asking(): ReactElement | null {
  const pack = useNudge(selectPack);
  const guide = useNudge(selectGuide);
  const { setGuide } = useActions();
  if (pack === null || guide === null) return null;
  return (
    <>
      {pack.guides.length > 1 && (
        <Choice
          label="Guide"
          info={GUIDE_INFO}
          options={pack.guides.map(({ id, title }) => ({ value: id, label: title }))}
          value={guide.id}
          look="grid"
          onChange={(id) => setGuide(id === pack.guides[0]?.id ? null : id)}
        />
      )}
      {guide.targets.includes('prompt') && <PromptField guide={guide} />}
    </>
  );
}
