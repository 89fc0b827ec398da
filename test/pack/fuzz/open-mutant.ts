// What a mutant is put through: opened as a person would, and every network of it asked once.

import { filesInHand } from '../../../src/pack/files-in-hand';
import { openPack } from '../../../src/pack/open-pack';
import { classTarget } from '../../../src/terms/target';

/** @throws NudgeError what is wrong with it */
export async function openAndAsk(blobs: Map<string, Blob>): Promise<void> {
  const pack = await openPack(await filesInHand('mutant', blobs));
  try {
    const [height, width, channels] = pack.info.sampleShape;
    const xt = new Float32Array(height * width * channels).fill(0.5);
    const t = Float32Array.of(500);
    await Promise.all([
      pack.denoiser.predict(xt, t, null),
      ...[...pack.guides.values()].map((guide) => guide.evaluate(xt, t, [classTarget(0)], null)),
      pack.judge().then((judge) => judge?.judge(xt)),
    ]);
  } finally {
    pack.dispose();
  }
}
