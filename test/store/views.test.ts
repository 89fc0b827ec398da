import { expect, it } from 'vitest';
import { formatAddress, parseAddress, defaultSettings } from '../../src/store/address';
import { viewOf, views } from '../../src/store/views';

it.each(views)('reads the view %s back from its address', (view) => {
  const address = formatAddress({ ...defaultSettings, target: 3 }, view);
  expect(viewOf(address)).toBe(view);
  expect(parseAddress(address).target).toBe(3);
});

it.each(['', '#', '#/', '#/objective?pack=digits', '#denoise', '#/PLANE'])(
  'opens Denoise for "%s"',
  (hash) => {
    expect(viewOf(hash)).toBe('denoise');
  },
);
