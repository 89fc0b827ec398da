// Everything that floats over the page. It is half of the component library, so it loads after the first paint.

import { InfoPopover } from './info-popover';
import { ModalDialog } from './modal-dialog';
import { TooltipButton } from './tooltip-button';

export const popups = { InfoPopover, ModalDialog, TooltipButton } as const;

export type Popups = typeof popups;
