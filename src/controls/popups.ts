// Everything that floats over the page: loaded once the page stands, for it is half of the component library.

import { InfoPopover } from './info-popover';
import { ModalDialog } from './modal-dialog';
import { TooltipButton } from './tooltip-button';

export const popups = { InfoPopover, ModalDialog, TooltipButton } as const;

export type Popups = typeof popups;
