// A guide of one slot, as a pack of classes has it.

import { usualScale, type GuideInfo } from '../../src/terms/pack-info';
import { meanShift } from '../../src/terms/rule';

export function classGuide(labels: readonly string[], scale = usualScale.default): GuideInfo {
  return {
    id: 'classifier',
    title: 'Classifier',
    targets: ['class'],
    slots: [{ name: 'class', labels }],
    scale: { ...usualScale, default: scale },
    rule: meanShift,
    parameters: 0,
  };
}
