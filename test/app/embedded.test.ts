// What is said of an embedded page's controls outlasts the opening of its model.

import { expect, it } from 'vitest';
import { atRest, openPage } from '../kept/open';

it('a control that there is not is named, also once the model is open', async () => {
  const { nudge } = await openPage('#/denoise?steps=10', '?embed=1&controls=play,target,dance');
  await atRest(nudge);
  expect(nudge.store.getState().notice).toContain('There is no control “dance”');
});
