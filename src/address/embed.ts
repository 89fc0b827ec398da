// `?embed=1&controls=play,target`: what of the page a slide or a course page shows beside the pictures and the
// timeline. It stands in the query, so that it stays while the address after "#" follows the run.

/** The controls that can be asked for, by the name that the address has for them. */
export const embedControls = ['play', 'target', 'scale', 'seed', 'steps', 'sampler', 'lanes'] as const;
/** One of these; what it is called on screen, each view says (`Sharing.embedded`). */
export type EmbedControl = (typeof embedControls)[number];

/** What the query of an embedded page asks for. */
export interface Embed {
  /** In the order of `embedControls`. Names that are no control are left out: `embedComplaint` tells of them. */
  readonly controls: readonly EmbedControl[];
}

/** @returns null where the page is not embedded */
export function parseEmbed(query: string): Embed | null {
  if (new URLSearchParams(query).get('embed') !== '1') return null;
  const names = controlNames(query);
  return { controls: embedControls.filter((control) => names.includes(control)) };
}

/** Says which of the controls asked for there are not; null where all are. */
export function embedComplaint(query: string): string | null {
  const unknown = controlNames(query).filter((name) => !embedControls.some((control) => control === name));
  if (unknown.length === 0) return null;
  const names = unknown.map((name) => `“${name.slice(0, 24)}”`).join(', ');
  return `There is no control ${names}; there are ${embedControls.join(', ')}.`;
}

function controlNames(query: string): string[] {
  return (new URLSearchParams(query).get('controls') ?? '').split(',').filter((name) => name !== '');
}

/** The query of a page in a frame, which shows these controls alone. */
export function embedQuery(controls: readonly EmbedControl[]): string {
  return `?embed=1${controls.length === 0 ? '' : `&controls=${controls.join(',')}`}`;
}
