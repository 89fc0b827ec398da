// What explains a step, loaded once the pictures stand: they are what a person waits for, and this is half of the
// view.

import { Apart } from './apart';
import { LaneGrid } from '../pictures/lane-grid';
import { SlowMotion } from '../pictures/slow-motion';
import { VerdictLine } from '../pictures/verdict-line';
import { Why } from './why';

export const mathematics = { Apart, LaneGrid, SlowMotion, VerdictLine, Why } as const;
