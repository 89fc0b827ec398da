import { archiveCases } from './archive-cases';
import type { Case } from './case';
import { layoutCases } from './layout-cases';

/** By the heading that the table has. */
export const cases: readonly (readonly [string, readonly Case[]])[] = [
  ['Archives', archiveCases],
  ['Layouts', layoutCases],
];
