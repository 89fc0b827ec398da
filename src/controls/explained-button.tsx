// A button that opens its explanation, also when it is pressed before the pop-ups have come: then they are hurried, and
// what was asked for opens as soon as it can.

import { useState, type ComponentProps, type ReactElement, type ReactNode } from 'react';
import { hurryPopups, usePopups } from './use-popups';

interface ExplainedButtonProps {
  readonly button: ComponentProps<'button'>;
  readonly name: string;
  readonly children: ReactNode;
}

export function ExplainedButton({ button, name, children }: ExplainedButtonProps): ReactElement {
  const popups = usePopups();
  const [early, setEarly] = useState(false);
  const press = (): void => {
    setEarly(true);
    hurryPopups();
  };
  if (popups === null) return <button type="button" {...button} aria-haspopup="dialog" onClick={press} />;
  return (
    <popups.InfoPopover button={button} name={name} open={early}>
      {children}
    </popups.InfoPopover>
  );
}
