// What the Share dialog says and offers of a run of sentences.

import type { Sharing } from '../view';

export const sharingWords: Sharing = {
  again:
    'Whoever opens this link sees this screen. The run is computed anew on their device; its finished words stand in the link, and where a browser or backend comes to other words, these are shown beside them.',
  opens: 'To open it, drop it on Words.',
  embedded: {
    legend: 'Sentences and timeline, with these controls',
    height: 800,
    controls: {
      play: 'Play',
      target: 'What it is to say',
      scale: 'Scale',
      seed: 'Seed',
      steps: 'Steps',
      sampler: 'Sampler',
      lanes: 'Lanes',
    },
  },
};
