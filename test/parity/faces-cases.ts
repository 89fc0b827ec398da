// The faces' guides against training/faces/fixtures.py.

import { directionsOf, chosenOf, openFacesClassifier, openFacesClip, openFacesClipOnX0 } from './faces-pack';
import { lanesOf, otherNumbers, type GuideCase, type Read } from './guide-cases';
import { openReference } from './reference';

const ALL = [0, 1, 2, 3, 4];

async function referenceOf(read: Read, name: string) {
  return openReference(await read(`test/parity/faces/faces.${name}.reference.safetensors`), name);
}

/** The lanes of a guide's reference, and others like them. */
async function guideReference(read: Read, name: string, lanes: readonly number[]) {
  const reference = await referenceOf(read, `${name}.guide`);
  const some = (values: Float32Array) => lanesOf(values, ALL.length, lanes);
  const x = some(reference.samples('x'));
  const t = some(reference.flat('t'));
  /** Index of each lane's prompt. */
  const targets = [...some(reference.flat('targets'))];
  const numbers = otherNumbers();
  return {
    x,
    t,
    targets,
    value: some(reference.flat('value')),
    gradient: some(reference.samples('gradient')),
    other: () => ({
      x: numbers(x.length),
      t: t.map((time) => Math.floor(time / 2)),
      targets: targets.map((prompt) => 1 - prompt),
    }),
  };
}

/** log p of all the values that a prompt asks for. */
export function facesClassifierCase(lanes: readonly number[] = ALL): GuideCase {
  return {
    name: 'faces classifier',
    open: async (read) => {
      const classifier = await openFacesClassifier(read);
      const reference = await guideReference(read, 'classifier', lanes);
      const readers = await referenceOf(read, 'readers');
      const ask = ({ x, t, targets }: ReturnType<typeof reference.other>) =>
        classifier.evaluate(x, t, chosenOf(classifier, targets));
      return {
        compare: async () => {
          const { value, gradient, probs } = await ask(reference);
          return {
            probs: [probs, lanesOf(readers.flat('log_probs'), ALL.length, lanes).map(Math.exp)],
            value: [value, reference.value],
            gradient: [gradient, reference.gradient],
          };
        },
        vary: () => ask(reference.other()),
        dispose: () => classifier.dispose(),
      };
    },
  };
}

/** The noised CLIP, told t. */
export function clipCase(lanes: readonly number[] = ALL): GuideCase {
  return {
    name: 'faces clip',
    open: async (read) => {
      const clip = await openFacesClip(read, 'clip');
      const reference = await guideReference(read, 'clip', lanes);
      const readers = await referenceOf(read, 'readers');
      const ask = ({ x, t, targets }: ReturnType<typeof reference.other>) =>
        clip.evaluate(x, t, directionsOf(clip, targets));
      return {
        compare: async () => {
          const { value, gradient, seen } = await ask(reference);
          return {
            text: [directionsOf(clip, [0, 1]), readers.flat('clip.text')],
            image: [seen, lanesOf(readers.flat('clip.image'), ALL.length, lanes)],
            value: [value, reference.value],
            gradient: [gradient, reference.gradient],
          };
        },
        vary: () => ask(reference.other()),
        dispose: () => clip.dispose(),
      };
    },
  };
}

/** The clean CLIP: what it sees of x_t when it is told t, and as a guide on x̂_0, through the U-Net. */
export function clipOnX0Case(lanes: readonly number[] = ALL): GuideCase {
  return {
    name: 'faces clean clip on x0',
    open: async (read) => {
      const { clip, guide, dispose } = await openFacesClipOnX0(read);
      const reference = await guideReference(read, 'clip-clean', lanes);
      const readers = await referenceOf(read, 'readers');
      const denoised = await referenceOf(read, 'unet');
      const ask = ({ x, t, targets }: ReturnType<typeof reference.other>) =>
        guide.evaluate(x, t, directionsOf(clip, targets));
      return {
        compare: async () => {
          const { value, gradient, modelOutput } = await ask(reference);
          const { seen } = await clip.evaluate(
            reference.x,
            reference.t,
            directionsOf(clip, reference.targets),
          );
          return {
            text: [directionsOf(clip, [0, 1]), readers.flat('clip-clean.text')],
            image: [seen, lanesOf(readers.flat('clip-clean.image'), ALL.length, lanes)],
            value: [value, reference.value],
            gradient: [gradient, reference.gradient],
            'model output': [modelOutput, lanesOf(denoised.samples('output'), ALL.length, lanes)],
          };
        },
        vary: () => ask(reference.other()),
        dispose,
      };
    },
  };
}
