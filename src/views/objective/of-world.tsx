// Objective of the world that is open.

import { Suspense, type ReactElement } from 'react';
import { late } from '../../controls/late';
import { useOpened } from '../../store/use-store';
import { Objective } from './objective';

const OfSentence = late(async () => (await import('./words/of-sentence')).OfSentence);

export function OfWorld(): ReactElement {
  const { world } = useOpened();
  if (world.samples !== 'sentences') return <Objective />;
  return (
    <Suspense>
      <OfSentence />
    </Suspense>
  );
}
