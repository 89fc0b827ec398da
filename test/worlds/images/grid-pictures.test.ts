// What the small pictures of a grid show: kept beside the run, and in the address of a view that shows one.

import { describe, expect, it } from 'vitest';
import { readLink } from '../../../src/address/link';
import { linkTo } from '../../../src/store/link-to';
import { views } from '../../../src/views/registry';
import { noiseActions } from '../../../src/worlds/images/noise-actions';
import { gridPictures, noiseOf, type GridPicture } from '../../../src/worlds/images/noise-state';
import { images } from '../../../src/worlds/images/world';
import { newStore } from '../../store/open-images';

describe('the pictures of a grid', () => {
  it('are in the address of a run, and no others', async () => {
    for (const view of views.filter(({ id }) => id !== 'plane')) {
      const nudge = newStore();
      noiseActions(nudge)?.setGrid('xt');
      const { hash } = await linkTo(nudge.store.getState(), images, view);
      expect(new URLSearchParams(hash.split('?')[1]).get('grid')).toBe(view.shows.run ? 'xt' : null);
    }
  });

  it('come back from it, and are x̂_0 where it says nothing', async () => {
    for (const grid of gridPictures) {
      const { reading } = await readLink(`#/denoise${grid === 'xt' ? '?grid=xt' : ''}`, '', images.fields);
      const nudge = newStore();
      const other: GridPicture = grid === 'xt' ? 'x0' : 'xt';
      noiseActions(nudge)?.setGrid(other);
      images.runLooks?.read(nudge, reading);
      expect(noiseOf(nudge.store.getState()).grid).toBe(grid);
    }
  });
});
