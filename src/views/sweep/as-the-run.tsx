// What every sample is asked for, where that is no class: it is chosen where the run is.

import type { ReactElement } from 'react';
import view from '../picture/view.module.css';
import { useSiblingTitle } from '../siblings';
import type { View } from '../view';

const showsRun = ({ shows }: View): boolean => shows.run;

export function AsTheRun({ asked }: { readonly asked: string }): ReactElement {
  const title = useSiblingTitle(showsRun);
  return (
    <p className={view.said} data-region="class">
      Asks for <b>{asked}</b>, as the run on {title} does; to change it, open {title}.
    </p>
  );
}
