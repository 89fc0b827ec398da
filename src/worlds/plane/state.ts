// What the page knows of the plane beside a run: what is drawn over it, and how its training goes.

import type { State } from '../../history/state';
import type { WithSweep } from '../../sweep/sweep';
import type { TrainingState } from './training';

/** What is drawn over the plane, from back to front. */
export const planeLayers = [
  'beliefs',
  'density',
  'sharpened',
  'exact',
  'score',
  'nudge',
  'sum',
  'trails',
  'data',
  'particles',
] as const;
/** One of these, as addresses name it. */
export type PlaneLayer = (typeof planeLayers)[number];

/** Particles in the colours of the guide's belief, or of the class in which they end. */
export type PlaneColour = 'belief' | 'end';

export interface PlaneLooks {
  readonly colour: PlaneColour;
  readonly layers: readonly PlaneLayer[];
  /** The particle whose own path is drawn: its number, 0 to 1999. */
  readonly marked: number;
  /** Whether the bound and the two objectives are looked at. */
  readonly objective: boolean;
}

export const usualLooks: PlaneLooks = {
  colour: 'belief',
  layers: ['density', 'score', 'nudge', 'particles'],
  marked: 0,
  objective: false,
};

export interface PlaneState extends WithSweep {
  readonly world: 'plane';
  readonly looks: PlaneLooks;
  /** Null before a model is open. */
  readonly training: TrainingState | null;
}

export const initialPlane: PlaneState = { world: 'plane', looks: usualLooks, training: null };

function isPlane(own: object): own is PlaneState {
  return 'world' in own && own.world === 'plane';
}

export function planeState({ own }: Pick<State, 'own'>): PlaneState {
  return isPlane(own) ? own : initialPlane;
}

/** How the plane is looked at; the usual looks where the store is another world’s. */
export const looksOf = (state: Pick<State, 'own'>): PlaneLooks => planeState(state).looks;
/** How training goes; null before a model is open. */
export const trainingOf = (state: Pick<State, 'own'>): TrainingState | null => planeState(state).training;
