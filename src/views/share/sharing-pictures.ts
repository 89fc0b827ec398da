// What the Share dialog says of views that say nothing of their own.

import type { Sharing } from '../view';

export const sharingPictures: Sharing = {
  again:
    'Whoever opens this link sees this screen. The run is computed anew on their device: in the same browser and on the same backend, the same pixels.',
  opens: 'To open it, drop it on Denoise, or use “Open model” there.',
  embedded: {
    legend: 'Pictures and timeline, with these controls',
    height: 640,
    controls: {
      play: 'Play',
      target: 'Class',
      scale: 'Scale',
      seed: 'Seed',
      steps: 'Steps',
      sampler: 'Sampler',
      lanes: 'Lanes',
    },
  },
};
