// What steers, where that is no class: the guide, and what it is asked for.

import type { ReactElement } from 'react';
import { useNudge } from '../../../store/use-store';
import { selectGuide, selectPack } from '../../run/selectors';
import { GuideChoice } from './guide-choice';
import { PromptField } from './prompt-field';

export function Asking(): ReactElement | null {
  const pack = useNudge(selectPack);
  const guide = useNudge(selectGuide);
  if (pack === null || guide === null) return null;
  return (
    <>
      <GuideChoice />
      {guide.targets.includes('prompt') && <PromptField guide={guide} />}
    </>
  );
}
