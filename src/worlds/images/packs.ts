// The packs that come with Nudge: folders under models/, served beside the page.

export const builtInPacks = [
  { id: 'digits', title: 'Digits' },
  { id: 'digits-conditional', title: 'Digits (conditional)' },
  { id: 'fashion', title: 'Fashion' },
  { id: 'faces', title: 'Faces' },
] as const;

export type BuiltInPackId = (typeof builtInPacks)[number]['id'];
