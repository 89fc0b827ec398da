// Answers where the question arises: a sentence each, and a link to where it can be tried out.

import type { ReactElement, ReactNode } from 'react';
import { useNudge } from '../../store/use-store';
import { selectGuide } from '../run/selectors';
import { experiments } from './experiments';

function Try({ at, children }: { at: keyof typeof experiments; children: ReactNode }): ReactElement {
  return <a href={experiments[at]}>{children}</a>;
}

/** Beside the noisy classifier. */
export function WhyNoisy(): ReactElement {
  return (
    <>
      It must know noise: x_t is noise for most of the run, and a classifier that saw clean pictures only is
      asked there about what it never met. <Try at="cleanClassifier">Try one on Plane</Try>.
    </>
  );
}

/** Beside the guidance scale: what 1 means, and why the default is another. */
export function WhatOneMeans(): ReactElement {
  const guide = useNudge(selectGuide);
  if (guide?.rule.kind === 'classifier-free') {
    return (
      <>
        With an exact model s = 1 is p(x | y): <Try at="classifierFree">try it on Plane</Try>. The default
        here is s = {guide.scale.default}.
      </>
    );
  }
  return (
    <>
      With an exact model and an exact classifier s = 1 is Bayes’ rule, p(x | y):{' '}
      <Try at="bayes">see it on Plane</Try>.{' '}
      {guide !== null &&
        `The default here, s = ${guide.scale.default}, is this pack’s own choice: with learned networks s = 1 was too weak for Dhariwal & Nichol too.`}{' '}
      More is not better for that: <Try at="scales">seven scales at once</Try>.
    </>
  );
}

/** Beside the predicted x_0. */
export function WhyBlurry(): ReactElement {
  return (
    <>
      It is the mean of all pictures that could be under this noise, so it is a blur while many can:{' '}
      <Try at="blur">see it on Noise</Try>.
    </>
  );
}

/** Beside the algorithm. */
export function BesideClassifierFree(): ReactElement {
  return (
    <>
      s = 0 is unconditional sampling, which is not classifier-free guidance: that steers too, by one denoiser
      asked with the class and without, ε<sub>∅</sub> + s(ε<sub>y</sub> − ε<sub>∅</sub>), where here a
      classifier’s gradient does. <Try at="classifierFree">Both can be tried on Plane</Try>.
    </>
  );
}

/** Beside the derivation of Algorithm 2. */
export function WhyNoSigma(): ReactElement {
  return (
    <>
      Algorithm 1 has Σ since it moves what is drawn; here nothing is.{' '}
      <Try at="ddim">Watch points glide on Plane</Try>.
    </>
  );
}

/** Beside the mark on the curve of log p. */
export function WhereDecided(): ReactElement {
  return (
    <>
      Before it the picture can still become another: <Try at="open">denoise one from there on Noise</Try>.
    </>
  );
}
