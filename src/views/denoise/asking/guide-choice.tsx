// Which guide steers, where a pack has several.

import type { ReactElement } from 'react';
import { Choice } from '../../../controls/choice';
import { useActions, useNudge } from '../../../store/use-store';
import { selectAsks } from '../../run/slots';
import { selectGuide, selectPack } from '../../run/selectors';

const ASKING_INFO = (
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

const CLASS_INFO = (
  <>
    <p>
      Where the nudge comes from: the gradient of a noisy classifier, or the difference between the denoiser’s
      predictions with and without the class (Ho &amp; Salimans 2022). A change acts from the next step on;
      each guide keeps its own scale.
    </p>
    <p>Layout “Guides” shows both guides and no guide on the same noise.</p>
  </>
);

export function GuideChoice(): ReactElement | null {
  const pack = useNudge(selectPack);
  const guide = useNudge(selectGuide);
  const asks = useNudge(selectAsks);
  const { setGuide } = useActions();
  if (pack === null || guide === null || pack.guides.length < 2) return null;
  return (
    <Choice
      label="Guide"
      info={asks ? ASKING_INFO : CLASS_INFO}
      options={pack.guides.map(({ id, title }) => ({ value: id, label: title }))}
      value={guide.id}
      look={asks ? 'grid' : 'segments'}
      onChange={(id) => setGuide(id === pack.guides[0]?.id ? null : id)}
    />
  );
}
