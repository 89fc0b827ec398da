// What was dropped, by names and types alone, and the message where nothing on screen accepts it.

import type { DropKind } from '../controls/use-drop';

/** One of the things that were dropped. */
export interface DroppedThing {
  readonly name: string;
  /** The MIME type as the browser tells it; often empty. */
  readonly type: string;
  readonly isFolder: boolean;
}

/** What of a view is asked here. */
export interface Takes {
  readonly title: string;
  readonly drops: readonly DropKind[];
}

const NAMES: Readonly<Record<DropKind, string>> = {
  picture: 'a picture',
  model: 'a model as diffusers saves it (a folder, .zip or .tar.gz)',
  run: 'a saved run (.json)',
  points: 'points (.csv)',
};

const ENDINGS: readonly (readonly [DropKind, RegExp])[] = [
  [
    'model',
    /\.(zip|tar|t?gz|7z|rar|xz|bz2|zst|safetensors|bin|pth?|ckpt)$|^application\/(x-)?(zip|tar|gzip)/i,
  ],
  ['picture', /\.(png|jpe?g|gif|webp|avif|bmp|svg|ico|heic|tiff?)$|^image\//i],
  ['run', /\.json$|^application\/json/i],
  ['points', /\.(csv|tsv|txt)$|^text\/(csv|plain)/i],
];

/** Several together are what the first of them is that is anything, and a model where one of them is of one. */
export function kindOf(things: readonly DroppedThing[]): DropKind | null {
  if (things.some(({ isFolder }) => isFolder)) return 'model';
  if (things.length > 1 && things.some(({ name }) => /(^|_)(config|index)\.json$/.test(name))) return 'model';
  for (const [kind, ending] of ENDINGS) {
    if (things.some(({ name, type }) => ending.test(name) || ending.test(type))) return kind;
  }
  return null;
}

export const isPicture = ({ name, type }: File): boolean =>
  kindOf([{ name, type, isFolder: false }]) === 'picture';

/**
 * @param things none where an address or a text was dropped
 * @param here the kinds that something on screen takes
 */
export function refusalOf(
  things: readonly DroppedThing[],
  isAddress: boolean,
  here: readonly DropKind[],
  view: Takes,
  views: readonly Takes[],
): string {
  const kind = kindOf(things);
  const taker = views.find(({ drops }) => kind !== null && drops.includes(kind));
  const taken = here.length === 0 ? `nothing is taken here` : `${view.title} takes ${listed(here)}`;
  if (things.length === 0) {
    return isAddress
      ? `What was dropped is an address and no file: save what it shows, and drop that; ${taken}.`
      : `What was dropped is text and no file; ${taken}.`;
  }
  const what = things.length === 1 ? `“${things[0]!.name}” is` : `These ${things.length} files are`;
  if (kind !== null && taker !== undefined)
    return `${what} ${NAMES[kind]}, which ${taker.title} takes; ${taken}.`;
  const all = views.filter(({ drops }) => drops.length > 0);
  return `${what} nothing that can be opened; ${all.map(({ title, drops }) => `${title} takes ${listed(drops)}`).join(', ')}.`;
}

/** What may be dropped where files are being dragged over it. */
export const dropText = ({ drops }: Takes): string => `Drop ${listed(drops)}`;

const listed = (kinds: readonly DropKind[]): string => kinds.map((kind) => NAMES[kind]).join(' or ');
