// The page's address, of which the browser tells later than it changes.

import { expect, it } from 'vitest';
import { KnownAddress } from '../../src/address/known-address';

function begun(hash: string) {
  const location = { hash };
  const history = { replaceState: (_: unknown, __: string, to: string) => void (location.hash = to) };
  const address = new KnownAddress({ location, history } as unknown as Window);
  return { location, address };
}

it('what the page wrote is no request', () => {
  const { location, address } = begun('#/denoise?seed=1');
  address.write('#/denoise?seed=2');
  expect(location.hash).toBe('#/denoise?seed=2');
  expect(address.hasNews()).toBe(false);
});

it('what somebody wrote is one, until it is followed', () => {
  const { location, address } = begun('#/denoise?seed=1');
  address.write('#/denoise?seed=2');
  location.hash = '#/denoise?seed=3';
  expect(address.hasNews()).toBe(true);
  address.take();
  expect(address.hasNews()).toBe(false);
});

it('going back to what was written before is a request too', () => {
  const { location, address } = begun('#/denoise?seed=1');
  address.write('#/denoise?seed=2');
  location.hash = '#/denoise?seed=3';
  address.take();
  location.hash = '#/denoise?seed=2';
  expect(address.hasNews()).toBe(true);
});
