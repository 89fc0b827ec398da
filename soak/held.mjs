// What a page and its workers hold, by V8's snapshot of the heap after a collection: objects, and their bytes with those of
// their buffers. The heap as a whole would not do: machine code and the engine's own tables grow for as long as a page is used.

const ENGINE = new Set(['hidden', 'code', 'object shape', 'synthetic', 'native']);
const BUFFER = 'system / JSArrayBufferData';

async function snapshotOf(session) {
  const chunks = [];
  const take = ({ chunk }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.send('HeapProfiler.disable');
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  return JSON.parse(chunks.join(''));
}

function heldIn({ snapshot, nodes, strings }) {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
  const held = { objects: 0, bytes: 0 };
  for (let i = 0; i < nodes.length; i += fields.length) {
    const isObject = !ENGINE.has(types[type][nodes[i + type]]);
    if (isObject) held.objects++;
    if (isObject || strings[nodes[i + name]] === BUFFER) held.bytes += nodes[i + size];
  }
  return held;
}

/** @param page Puppeteer's @returns numbers by what they count */
export async function heldBy(page) {
  const session = await page.createCDPSession();
  const parts = { page: heldIn(await snapshotOf(session)) };
  await session.detach();
  // those of a blob are WASM's threads, which hold what they were born with
  const workers = page.workers().filter((each) => !each.url().startsWith('blob:'));
  parts.workers = { objects: 0, bytes: 0 };
  for (const worker of workers) {
    const { objects, bytes } = heldIn(await snapshotOf(worker.client));
    parts.workers.objects += objects;
    parts.workers.bytes += bytes;
  }
  return Object.fromEntries(
    Object.entries(parts).flatMap(([where, held]) =>
      Object.entries(held).map(([what, count]) => [`${what} of the ${where}`, count]),
    ),
  );
}
