import { archiveCases } from './archive-cases';
import type { Case } from './case';
import { schedulerCases, unetCases } from './config-cases';
import { layoutCases } from './layout-cases';
import { weightCases } from './weight-cases';

/** By the heading that the table has. */
export const cases: readonly (readonly [string, readonly Case[]])[] = [
  ['Archives', archiveCases],
  ['Layouts', layoutCases],
  ['Weights', weightCases],
  ['scheduler_config.json', schedulerCases],
  ['The U-Net’s config.json', unetCases],
];
