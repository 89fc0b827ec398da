// The page of the WebGPU part.

import { filesAtUrl } from '../src/pack/files-at-url';
import { measureWebGPU, type Subject } from './measure-webgpu';

declare global {
  interface Window {
    report?: unknown;
  }
}

const query = new URLSearchParams(location.search);
const at = (path: string) => filesAtUrl(path, new URL(path, location.href).href);
const subjects: Subject[] = [
  { name: 'digits', files: at('/models/digits/'), onnx: '/bench/onnx/digits-unet.onnx', isLarge: false },
];
if (query.has('large')) {
  subjects.push({
    name: 'large',
    files: at('/bench/onnx/large/'),
    onnx: '/bench/onnx/large-unet.onnx',
    isLarge: true,
  });
}

try {
  window.report = await measureWebGPU(subjects, {
    timed: query.has('timed'),
    counted: false,
    runs: Number(query.get('runs') ?? 3),
  });
} catch (error) {
  window.report = { errors: [String(error instanceof Error ? error.stack : error)] };
}
