// How each symbol is explained where it first stands in a lesson: the words that have to be on that page.

export const glossary: Readonly<Record<string, readonly string[]>> = {
  t: ['timestep `t`'],
  x_t: ['noisy picture `x_t`', 'noisy points `x_t`'],
  x_0: ['`x_0` the clean picture', 'clean picture `x_0`'],
  x̂_0: ['picture that it expects, `x̂_0`', '`x̂_0`, the picture that the network expects'],
  ε: ['`ε` the noise', 'guess of the noise, `ε`', '`ε` the one without'],
  y: ['the class `y`'],
  ε_y: ['`ε_y` is its guess of the noise with the class'],
  ᾱ_t: ['`ᾱ_t`, the picture’s share'],
  x_prev: ['`x_prev`, the picture one step less noisy'],
  μ: ['`μ` is the mean', 'the mean `μ`'],
  s: ['`s` is the guidance scale', '`s`, the guidance scale', '`s` is the guidance scale of that rule'],
  g: ['`g` is the gradient'],
  Σ: ['`Σ` is the variance'],
  z: ['`z` the fresh noise'],
  w: ['`w` mean `s − 1`'],
  K: ['`K`, the number of updates'],
  L_t: ['terms `L_t`'],
};
