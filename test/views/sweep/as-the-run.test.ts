// Where what is asked for is chosen, said by the name of the view that shows the runs of that world.

import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { views } from '../../../src/views/registry';
import { SiblingsContext } from '../../../src/views/siblings';
import { AsTheRun } from '../../../src/views/sweep/as-the-run';
import { worldAt } from '../../../src/views/view';

it.each([
  ['#/sweep', 'Denoise'],
  ['#/sweep?of=words', 'Words'],
  ['#/sweep?of=plane', 'Plane'],
])('%s leads to %s', (hash, title) => {
  const sweep = views.find(({ id }) => hash.startsWith(`#/${id}`))!;
  const value = views.filter(({ world }) => world === worldAt(sweep, hash));
  const html = renderToStaticMarkup(
    createElement(SiblingsContext, { value }, createElement(AsTheRun, { asked: 'blue hair' })),
  );
  expect(html.replaceAll(/<[^>]+>/g, '')).toBe(
    `Asks for blue hair, as the run on ${title} does; to change it, open ${title}.`,
  );
});
