// A button that opens its explanation, also when it is pressed before the pop-ups have come: then what was
// asked for opens as soon as it can.

import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { useFocusToHandOn, useOpenPopup, usePopups } from './use-popups';

interface ExplainedButtonProps {
  readonly button: ComponentProps<'button'>;
  readonly name: string;
  readonly children: ReactNode;
}

export function ExplainedButton({ button, name, children }: ExplainedButtonProps): ReactElement {
  const popups = usePopups();
  const { focused, handlers } = useFocusToHandOn();
  const [early, setEarly] = useOpenPopup();
  if (popups === null) {
    const plain = { ...button, ...handlers, onClick: () => setEarly(true) };
    return <button type="button" {...plain} aria-haspopup="dialog" />;
  }
  return (
    <popups.InfoPopover button={{ ...button, autoFocus: focused }} name={name} open={early}>
      {children}
    </popups.InfoPopover>
  );
}
