import { expect, it } from 'vitest';
import { speedText } from '../../src/app/backend-status';

it('says milliseconds with as many digits as they deserve', () => {
  expect([6.14, 84.3, 1200].map(speedText)).toEqual(['6.1', '84', '1200']);
});
