// onnxruntime-web on an exported network. Its files are served as they lie in bench/node_modules.

const folder = '/bench/node_modules/onnxruntime-web/dist/';

/**
 * @param {string} url of the .onnx
 * @param {{ provider: 'wasm' | 'webgpu', threads: number }} options
 */
export async function openOnnx(url, { provider, threads }) {
  const build = provider === 'wasm' ? 'ort.wasm.min.mjs' : 'ort.webgpu.min.mjs';
  const ort = await import(/* @vite-ignore */ `${folder}${build}`);
  ort.env.wasm.wasmPaths = folder;
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  const session = await ort.InferenceSession.create(url, {
    executionProviders: [provider],
    graphOptimizationLevel: 'all',
  });
  return {
    /** @returns the network's one output */
    async run(xt, shape, t) {
      const feeds = {
        xt: new ort.Tensor('float32', xt, [...shape]),
        t: new ort.Tensor('float32', t, [t.length]),
      };
      const results = await session.run(feeds);
      const output = results[session.outputNames[0]];
      return output.location === 'cpu' ? output.data : await output.getData(true);
    },
    device: () => (provider === 'webgpu' ? ort.env.webgpu.device : null),
    dispose: () => session.release(),
  };
}
