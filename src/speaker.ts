// The speaker's window: notes, clock and the next page of the slides that another tab shows. It has no model and no state
// of its own: all of it comes over a channel, and what is pressed here goes back over it.

import { clockText } from './lessons/present/clock-text';
import { CHANNEL, readFromLecture, type FromSpeaker, type Slide } from './lessons/present/speaker-messages';

const channel = new BroadcastChannel(CHANNEL);
const say = (message: FromSpeaker): void => channel.postMessage(message);
let since: number | null = null;

function at(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`speaker: expected an element with the id "${id}" in speaker.html`);
  return element;
}

function show(slide: Slide): void {
  since = slide.since;
  at('where').textContent = `Page ${slide.at}`;
  at('title').textContent = slide.title;
  at('notes').replaceChildren(
    ...slide.notes.map((note) => Object.assign(document.createElement('p'), { textContent: note })),
  );
  at('next').textContent = slide.next === null ? 'This is the last page.' : `Next: ${slide.next}`;
  at('black').ariaPressed = String(slide.black);
  showClock();
}

function showClock(): void {
  at('clock').textContent = since === null ? '' : clockText(Date.now() - since);
}

channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = readFromLecture(data);
  if (message?.kind === 'slide') show(message);
  if (message?.kind === 'over') at('where').textContent = 'The slides are closed';
});
at('back').addEventListener('click', () => say({ kind: 'turn', by: -1 }));
at('forth').addEventListener('click', () => say({ kind: 'turn', by: 1 }));
at('black').addEventListener('click', () => say({ kind: 'black' }));
addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
  const { key } = event;
  if (key === 'PageDown' || key === 'ArrowRight') say({ kind: 'turn', by: 1 });
  else if (key === 'PageUp' || key === 'ArrowLeft') say({ kind: 'turn', by: -1 });
  else if (key.toLowerCase() === 'b') say({ kind: 'black' });
  else return;
  event.preventDefault();
});
setInterval(showClock, 1000);
say({ kind: 'hello' });
