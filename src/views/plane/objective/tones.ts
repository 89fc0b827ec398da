// The colours of two trainings: the house’s two.

export const TONES = ['model', 'guide'] as const;
