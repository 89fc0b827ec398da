// The export worker's entry: drawing and encoding happen here, so that the page's thread stays free. To cancel is
// to end the worker.

import { reportOf } from '../terms/errors';
import { makeFilm } from './film';
import type { Frame } from './frame';
import type { FromExporter, ToExporter } from './messages';

let give: (frame: Frame) => void = () => undefined;

function post(message: FromExporter): void {
  postMessage(message);
}

function frameAt(index: number): Promise<Frame> {
  return new Promise((resolve) => {
    give = resolve;
    post({ type: 'need', index });
  });
}

addEventListener('message', ({ data }: MessageEvent<ToExporter>) => {
  if (data.type === 'frame') {
    give(data.frame);
    return;
  }
  makeFilm(data.job, frameAt).then(
    (blob) => post({ type: 'done', blob }),
    (error: unknown) => post({ type: 'failed', error: reportOf(error) }),
  );
});
