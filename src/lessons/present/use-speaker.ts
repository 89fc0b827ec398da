// Tells the speaker's window which slide is shown, and hears from it that another one is wanted.

import { useEffect, useRef } from 'react';
import { CHANNEL, readFromSpeaker, type FromLecture, type FromSpeaker, type Slide } from './speaker-messages';

/** @param slide null while it is not known */
export function useSpeaker(
  slide: Slide | null,
  hear: (message: Exclude<FromSpeaker, { kind: 'hello' }>) => void,
): void {
  const shown = useRef({ slide, hear });
  const channel = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    shown.current = { slide, hear };
  }, [slide, hear]);
  useEffect(() => {
    if (slide !== null) channel.current?.postMessage(slide satisfies FromLecture);
  }, [slide]);
  useEffect(() => {
    const opened = (channel.current = new BroadcastChannel(CHANNEL));
    opened.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = readFromSpeaker(data);
      if (message?.kind === 'hello') {
        if (shown.current.slide !== null) opened.postMessage(shown.current.slide);
      } else if (message !== null) shown.current.hear(message);
    });
    if (shown.current.slide !== null) opened.postMessage(shown.current.slide);
    return () => {
      opened.postMessage({ kind: 'over' } satisfies FromLecture);
      opened.close();
      channel.current = null;
    };
  }, []);
}
