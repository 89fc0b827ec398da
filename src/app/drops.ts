// Whatever is dropped anywhere on the page: a picture or points to who takes them on screen, a model or a saved run to the
// view that it is for; or a sentence says what would be taken and by whom. No drop leads away from the page.

import { dragOver, takers } from '../controls/use-drop';
import { fromDrop } from '../views/own-model/handed-over';
import { kindOf, refusalOf, type DroppedThing } from '../views/dropped';
import { focusOf } from './keyboard';
import { openFiles } from './open-files';
import type { Page } from './page';

const isTyping = ({ target }: Event): boolean => focusOf(target) === 'text';

/** @param embedded nothing leads from one view to another there */
export function hearDrops(page: Page, embedded: boolean): void {
  /** A picture or a link of the page itself that is dragged about. */
  let isOwn = false;
  const isText = (event: DragEvent): boolean => isTyping(event) && event.dataTransfer?.files.length === 0;

  addEventListener('dragstart', () => (isOwn = true));
  addEventListener('dragend', () => (isOwn = false));
  addEventListener('dragover', (event) => {
    const types = event.dataTransfer?.types ?? [];
    if (isTyping(event) && !types.includes('Files')) return;
    event.preventDefault();
    if (!isOwn && types.includes('Files')) dragOver(!embedded);
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) dragOver(false);
  });
  addEventListener('drop', (event) => {
    dragOver(false);
    const { dataTransfer } = event;
    if (dataTransfer === null || isText(event)) return;
    event.preventDefault();
    const { view, nudge } = page.getState();
    if (isOwn || nudge === null) return;
    const things = thingsIn(dataTransfer);
    const kind = kindOf(things);
    const all = [...takers];
    const taker = all.find(({ kinds }) => kind !== null && kinds.includes(kind));
    if (taker !== undefined) {
      taker.take(dataTransfer);
      return;
    }
    const here = embedded ? [] : view.drops;
    if ((kind === 'model' || kind === 'run') && here.includes(kind)) {
      // a folder that cannot be read gives no files
      fromDrop(dataTransfer).then(
        (files) => openFiles(page, files),
        () => undefined,
      );
      return;
    }
    const isAddress = dataTransfer.types.some((type) => /uri-list|html/.test(type));
    nudge.actions.say(refusalOf(things, isAddress, here, view, page.views));
  });
}

/** Their names and types; only in the event itself is it known what is a folder. */
function thingsIn({ items, files }: DataTransfer): DroppedThing[] {
  const folders = new Set(
    [...items].flatMap((item) => {
      const entry = item.webkitGetAsEntry();
      return entry?.isDirectory === true ? [entry.name] : [];
    }),
  );
  return [...files].map(({ name, type }) => ({ name, type, isFolder: folders.has(name) }));
}
